#include "ui/window/jobheader.h"

#include <algorithm>
#include <cmath>

#include <QEvent>
#include <QFontDatabase>
#include <QGridLayout>
#include <QLabel>
#include <QLocale>
#include <QScrollArea>
#include <QUrl>

#include "core/agents.h"
#include "core/foldertext.h"
#include "ui/condition.h"
#include "ui/jobs/jobtext.h"
#include "ui/jobs/jobusage.h"
#include "ui/look/icons.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace ui {

namespace {

constexpr int iconSize = 24, mostCommandLines = 4;

QLabel *label(QWidget *parent)
{
    auto *result = new QLabel(parent);
    result->setTextFormat(Qt::PlainText);
    result->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    return result;
}

QString timeText(const QDateTime &utc)
{
    const QDateTime local = utc.toLocalTime();
    const bool today = local.date() == QDate::currentDate();
    return today ? QLocale().toString(local.time(), u"HH:mm:ss"_s) : QLocale().toString(local, QLocale::ShortFormat);
}

QString link(const QString &target, const QString &text)
{
    return u"<a href=\"%1\">%2</a>"_s.arg(target.toHtmlEscaped(), text.toHtmlEscaped());
}

}  // namespace

JobHeader::JobHeader(const core::Agents &agents, const JobUsage &usage, QWidget *parent)
    : QWidget(parent)
    , m_agents(agents)
    , m_usage(usage)
    , m_icon(new QLabel(this))
    , m_name(label(this))
    , m_state(label(this))
    , m_usageLabel(label(this))
    , m_command(label(this))
    , m_facts(new QLabel(this))
{
    QFont large = font();
    large.setBold(true);
    large.setPointSizeF(large.pointSizeF() * 1.2);
    m_name->setFont(large);
    m_name->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_command->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_command->setWordWrap(true);
    m_command->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_facts->setTextFormat(Qt::RichText);
    m_facts->setWordWrap(true);
    m_facts->setTextInteractionFlags(Qt::TextBrowserInteraction);

    // All of a long command can be read, but it takes no more than some lines from the output.
    auto *command = new QScrollArea(this);
    command->setAccessibleName(tr("Command"));
    command->setFrameShape(QFrame::NoFrame);
    command->setWidgetResizable(true);
    command->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    command->setWidget(m_command);
    command->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    command->viewport()->setAutoFillBackground(false);
    m_command->setAutoFillBackground(false);

    auto *layout = new QGridLayout(this);
    layout->setContentsMargins(10, 8, 10, 8);
    layout->setHorizontalSpacing(8);
    layout->setVerticalSpacing(4);
    layout->addWidget(m_icon, 0, 0);
    layout->addWidget(m_name, 0, 1);
    layout->addWidget(m_state, 0, 2);
    layout->addWidget(m_usageLabel, 0, 3);
    layout->addWidget(command, 1, 1, 1, 3);
    layout->addWidget(m_facts, 2, 1, 1, 3);
    layout->setColumnStretch(1, 1);

    connect(m_facts, &QLabel::linkActivated, this, &JobHeader::linkActivated);
    m_tick.setInterval(1s);
    connect(&m_tick, &QTimer::timeout, this, &JobHeader::updateState);
    connect(&m_usage, &JobUsage::changed, this, [this](const core::Job *job) {
        if (job == m_job)
            update();
    });
    setJob(nullptr);
}

void JobHeader::setJob(core::Job *job)
{
    if (m_job)
        m_job->disconnect(this);
    m_job = job;
    setVisible(job);
    if (!job)
        return;
    for (const auto signal : {&core::Job::queuePlaceChanged, &core::Job::launched, &core::Job::needsInputChanged,
                              &core::Job::stopRequested, &core::Job::ended})
        connect(job, signal, this, &JobHeader::update);
    connect(job, &core::Job::stopped, this, &JobHeader::update);
    m_name->setText(job->spec().displayName());
    m_name->setToolTip(job->id());
    m_command->setText(u"$ "_s + job->spec().command);
    auto *area = qobject_cast<QScrollArea *>(m_command->parentWidget()->parentWidget());
    const int lines = std::clamp(int(job->spec().command.count(u'\n')) + 1 + int(job->spec().command.size() / 100), 1,
                                 mostCommandLines);
    area->setFixedHeight(m_command->fontMetrics().lineSpacing() * lines + 2);
    area->setToolTip(job->spec().command);
    update();
}

void JobHeader::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        update();
    QWidget::changeEvent(event);
}

void JobHeader::update()
{
    if (!m_job)
        return;
    const Condition condition = conditionOf(*m_job);
    QPalette colours = palette();
    colours.setColor(QPalette::Base, colours.color(backgroundRole()));  // what it stands on
    m_icon->setPixmap(conditionIcon(condition, colours).pixmap(QSize(iconSize, iconSize), devicePixelRatioF()));
    colours.setColor(QPalette::WindowText, conditionColour(condition, colours));
    m_state->setPalette(colours);
    m_facts->setText(factsText());
    updateState();
    if (isActive(condition))
        m_tick.start();
    else
        m_tick.stop();
}

void JobHeader::updateState()
{
    m_state->setText(stateText());
    m_usageLabel->setText(usageText());
}

QString JobHeader::stateText() const
{
    QString text = conditionText(*m_job);
    if (const QString queue = queueText(*m_job); !queue.isEmpty())
        text += u" · "_s + queue;
    const auto left = m_job->killDeadline().remainingTimeAsDuration();
    if (conditionOf(*m_job) == Condition::Killing && left > 0s)
        return tr("%1 %2, then SIGKILL")
            .arg(text, durationText(std::ceil(std::chrono::duration<double>(left).count())));
    return text;
}

QString JobHeader::usageText() const
{
    QStringList parts{elapsedText(*m_job)};
    const Usage *usage = m_usage.find(m_job);
    if (usage && usage->cpuPercent)
        parts += tr("%1 % CPU").arg(std::lround(*usage->cpuPercent));
    if (usage && usage->memoryBytes > 0)
        parts += sizeText(usage->memoryBytes);
    parts.removeAll(QString());
    return parts.isEmpty() ? QString() : u"· "_s + parts.join(u" · "_s);
}

// Names come from elsewhere: all of them are escaped.
QString JobHeader::factsText() const
{
    const core::JobSpec &spec = m_job->spec();
    QStringList parts{link(QUrl::fromLocalFile(spec.cwd).toString(QUrl::FullyEncoded), core::folderText(spec.cwd))};
    // A person's own, at the command line, is no agent's: nobody is gone.
    if (!spec.requester.session.isEmpty() && spec.requester.name != "jobdeck"_L1) {
        const core::Agent *agent = m_agents.find(spec.requester.session);
        const QString name = agent ? agent->displayName() : core::agentDisplayName(spec.requester.name);
        parts += (agent ? tr("asked for by %1") : tr("asked for by %1 (gone)")).arg(name).toHtmlEscaped();
    }
    if (m_job->pid() > 0)
        parts += tr("PID %1").arg(m_job->pid());
    if (const Usage *usage = m_usage.find(m_job)) {
        for (const quint16 port : usage->ports)
            parts += link(u"http://localhost:%1"_s.arg(port), tr("port %1").arg(port));
    }
    if (m_job->queuePlace().waitsFor.size() > 1) {
        QStringList names;
        for (const core::QueuePlace::Awaited &each : m_job->queuePlace().waitsFor)
            names += each.name;
        parts += tr("waits for %1").arg(names.join(u", "_s)).toHtmlEscaped();
    }
    if (spec.ticket)
        parts += tr("queued %1").arg(timeText(spec.created));
    if (!spec.ticket || m_job->hasRun())
        parts += tr("started %1").arg(timeText(m_job->started()));
    if (m_job->result() && m_job->result()->ended.isValid())
        parts += tr("ended %1").arg(timeText(m_job->result()->ended));
    if (spec.timeout && !core::isFinal(m_job->state()))
        parts += tr("killed after %1").arg(durationText(std::chrono::duration<double>(*spec.timeout).count()));
    const bool cancelled = m_job->result() && m_job->result()->neverStarted;
    if (m_job->state() == core::JobState::Failed || m_job->state() == core::JobState::Lost || cancelled)
        parts += m_job->reason().toHtmlEscaped();
    return parts.join(u" · "_s);
}

}  // namespace ui
