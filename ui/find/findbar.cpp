#include "ui/find/findbar.h"

#include <chrono>

#include <QApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>

#include "ui/look/icons.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace ui {

FindBar::FindBar(QWidget *parent)
    : QFrame(parent)
    , m_field(new QLineEdit)
    , m_status(new QLabel)
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(4, 2, 4, 2);
    m_field->setPlaceholderText(tr("Find in output"));
    m_field->setAccessibleName(tr("Find in output"));
    m_field->setClearButtonEnabled(true);
    m_field->setMinimumWidth(m_field->fontMetrics().averageCharWidth() * 20);
    m_status->setAccessibleName(tr("Matches"));
    m_status->setTextFormat(Qt::PlainText);
    m_status->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    layout->addWidget(m_field, 2);
    m_previous = addButton(tr("Previous match"), u"previous"_s, false);
    m_next = addButton(tr("Next match"), u"next"_s, false);
    m_case = addButton(tr("Match case"), u"Aa"_s, true);
    m_expression = addButton(tr("Regular expression"), u".*"_s, true);
    m_filter = addButton(tr("Show only matching lines"), u"filter"_s, true);
    layout->addWidget(m_status, 1);
    m_close = addButton(tr("Close find bar"), u"close"_s, false);
    setFocusProxy(m_field);
    setVisible(false);

    m_delay.setSingleShot(true);
    m_delay.setInterval(120ms);
    connect(&m_delay, &QTimer::timeout, this, &FindBar::apply);
    connect(m_field, &QLineEdit::textChanged, &m_delay, qOverload<>(&QTimer::start));
    connect(m_case, &QToolButton::toggled, this, &FindBar::apply);
    connect(m_expression, &QToolButton::toggled, this, &FindBar::apply);
    connect(m_filter, &QToolButton::toggled, this, &FindBar::filteringChanged);
    connect(m_next, &QToolButton::clicked, this, &FindBar::nextWanted);
    connect(m_previous, &QToolButton::clicked, this, &FindBar::previousWanted);
    connect(m_close, &QToolButton::clicked, this, &FindBar::close);
}

// Two letters stand for themselves; a longer word is the name of an icon.
QToolButton *FindBar::addButton(const QString &name, const QString &iconOrText, bool isToggle)
{
    auto *button = new QToolButton;
    if (iconOrText.size() <= 2)
        button->setText(iconOrText);
    else
        button->setIcon(symbolicIcon(iconOrText));
    button->setAutoRaise(true);
    button->setCheckable(isToggle);
    button->setToolTip(name);
    button->setAccessibleName(name);
    button->setFocusPolicy(Qt::TabFocus);
    layout()->addWidget(button);
    return button;
}

Pattern FindBar::pattern() const
{
    return {m_field->text(), m_case->isChecked(), m_expression->isChecked()};
}

bool FindBar::isFiltering() const
{
    return m_filter->isChecked();
}

void FindBar::setFiltering(bool on)
{
    m_filter->setChecked(on);
}

void FindBar::open(const QString &text)
{
    QWidget *focus = QApplication::focusWidget();
    if (focus && focus != this && !isAncestorOf(focus))
        m_before = focus;
    setVisible(true);
    if (!text.isEmpty())
        m_field->setText(text);
    m_field->selectAll();
    m_field->setFocus(Qt::ShortcutFocusReason);
    apply();
}

void FindBar::close()
{
    const bool hadFocus = isAncestorOf(QApplication::focusWidget());
    m_delay.stop();
    setVisible(false);
    m_applied = {};
    if (hadFocus && m_before)
        m_before->setFocus(Qt::OtherFocusReason);
    emit closed();
}

void FindBar::apply()
{
    m_delay.stop();
    if (!isVisibleTo(parentWidget()) || m_applied == pattern())
        return;
    m_applied = pattern();
    showSentence({});
    emit patternChanged();
}

void FindBar::showCount(const LogSearch::Count &count)
{
    showSentence(m_applied.isEmpty() ? QString() : countText(count));
}

void FindBar::showSentence(const QString &sentence)
{
    m_status->setText(sentence);
    m_status->setToolTip(sentence);
}

void FindBar::keyPressEvent(QKeyEvent *event)
{
    const bool isShift = event->modifiers() & Qt::ShiftModifier;
    switch (event->key()) {
    case Qt::Key_Escape:
        close();
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_F3:
        apply();
        emit isShift ? previousWanted() : nextWanted();
        return;
    default:
        QFrame::keyPressEvent(event);
    }
}

}  // namespace ui
