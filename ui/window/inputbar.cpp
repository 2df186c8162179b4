#include "ui/window/inputbar.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QToolButton>

#include "ui/condition.h"
#include "ui/look/icons.h"

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr qsizetype mostSent = 100;

QToolButton *button(const QString &icon, const QString &text, const QString &help, QWidget *parent)
{
    auto *result = new QToolButton(parent);
    result->setIcon(symbolicIcon(icon));
    result->setText(text);
    result->setToolTip(help);
    result->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    result->setAutoRaise(true);
    return result;
}

}  // namespace

InputBar::InputBar(QWidget *parent)
    : QWidget(parent)
    , m_field(new QLineEdit(this))
    , m_send(button(u"send"_s, tr("Send"), tr("Write this line to the job's standard input"), this))
    , m_close(
          button(u"close"_s, tr("End Input"), tr("Close the job's standard input: it reads the end of the file"), this))
{
    m_field->setAccessibleName(tr("Input for the job"));
    m_field->setClearButtonEnabled(true);
    m_field->installEventFilter(this);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(6, 4, 6, 4);
    layout->addWidget(m_field, 1);
    layout->addWidget(m_send);
    layout->addWidget(m_close);
    connect(m_field, &QLineEdit::returnPressed, this, &InputBar::send);
    connect(m_send, &QToolButton::clicked, this, &InputBar::send);
    connect(m_close, &QToolButton::clicked, this, &InputBar::closeInput);
    hide();
}

void InputBar::setJob(core::Job *job)
{
    if (m_job) {
        m_job->disconnect(this);
        if (m_field->echoMode() == QLineEdit::Normal)
            m_drafts.insert(m_job->id(), m_field->text());
    }
    m_job = job;
    m_recalled = m_sent.size();
    if (job) {
        m_field->setEchoMode(QLineEdit::Normal);
        m_field->setText(m_drafts.take(job->id()));
        for (const auto signal : {&core::Job::launched, &core::Job::needsInputChanged, &core::Job::ended})
            connect(job, signal, this, &InputBar::update);
    }
    update();
}

void InputBar::focusField()
{
    m_field->setFocus(Qt::OtherFocusReason);
}

void InputBar::update()
{
    const bool runs = m_job && !core::isFinal(m_job->state()) && m_job->isAttached();
    setVisible(runs);
    if (!runs)
        return;
    const bool secret = m_job->needsSecret();
    // A secret that is being typed stays hidden, whatever the job does meanwhile.
    if (secret || m_field->text().isEmpty())
        m_field->setEchoMode(secret ? QLineEdit::Password : QLineEdit::Normal);
    const QString text = secret ? tr("%1 waits for a password: type it here and press Enter")
        : conditionOf(*m_job) == Condition::WaitingForInput ? tr("%1 waits for input: type it here and press Enter")
                                                            : tr("Send a line to %1");
    m_field->setPlaceholderText(text.arg(m_job->spec().displayName()));
}

void InputBar::send()
{
    if (!m_job)
        return;
    const QByteArray line = m_field->text().toUtf8() + m_job->spec().lineEnd();
    if (line.size() > qsizetype(keeper::maxInput)) {
        emit message(tr("The input has %n byte(s); a job takes at most %1 at a time. Send it in parts.", nullptr,
                        int(line.size()))
                         .arg(keeper::maxInput));
        return;
    }
    if (m_field->echoMode() == QLineEdit::Normal) {
        m_sent.removeOne(m_field->text());
        m_sent += m_field->text();
        if (m_sent.size() > mostSent)
            m_sent.removeFirst();
    }
    m_recalled = m_sent.size();
    m_field->clear();
    m_field->setEchoMode(QLineEdit::Normal);
    m_job->sendInput(line, this, [this](const keeper::InputReply &reply) { tellAnswer(reply); });
}

void InputBar::closeInput()
{
    if (m_job)
        m_job->closeInput(this, [this](const keeper::InputReply &reply) { tellAnswer(reply); });
}

void InputBar::tellAnswer(const keeper::InputReply &reply)
{
    switch (reply.status) {
    case keeper::InputStatus::Accepted:
        return;
    case keeper::InputStatus::Closed:
        return emit message(tr("The job's input has been closed before, so nothing was sent."));
    case keeper::InputStatus::Full:
        return emit message(tr("The job does not read its input: %1 wait for it already, so nothing was sent.")
                                .arg(sizeText(reply.queued)));
    case keeper::InputStatus::Broken:
        return emit message(tr("The job takes no input any more, so nothing was sent."));
    }
}

bool InputBar::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_field && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Up || key == Qt::Key_Down) {
            recall(key == Qt::Key_Up ? -1 : 1);
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void InputBar::recall(int step)
{
    const qsizetype at = m_recalled + step;
    if (at < 0 || at > m_sent.size())
        return;
    m_recalled = at;
    m_field->setText(m_sent.value(at));
}

}  // namespace ui
