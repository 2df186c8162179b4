#include "ui/window/messagebar.h"

#include <chrono>
#include <utility>

#include <QAccessible>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

#include "ui/look/icons.h"

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace ui {

MessageBar::MessageBar(QWidget *parent)
    : QFrame(parent)
    , m_text(new QLabel(this))
    , m_action(new QPushButton(this))
{
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::ToolTipBase);
    m_text->setForegroundRole(QPalette::ToolTipText);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *closing = new QToolButton(this);
    closing->setAutoRaise(true);
    closing->setIcon(symbolicIcon(u"close"_s));
    closing->setToolTip(tr("Close this message"));
    closing->setAccessibleName(closing->toolTip());
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(10, 4, 4, 4);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_action);
    layout->addWidget(closing);
    m_action->hide();
    hide();

    connect(closing, &QToolButton::clicked, this, &QWidget::hide);
    connect(m_action, &QPushButton::clicked, this, [this] {
        hide();
        if (const auto run = std::exchange(m_run, {}))
            run();
    });
    m_life.setSingleShot(true);
    m_life.setInterval(12s);
    connect(&m_life, &QTimer::timeout, this, &MessageBar::expire);
}

void MessageBar::say(const QString &sentence)
{
    offer(sentence, {}, {});
}

void MessageBar::offer(const QString &sentence, const QString &action, const std::function<void()> &run)
{
    m_text->setText(sentence);
    m_action->setText(action);
    m_action->setVisible(!action.isEmpty());
    m_run = run;
    show();
    m_life.start();
    QAccessibleEvent event(m_text, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

QString MessageBar::text() const
{
    return m_text->text();
}

void MessageBar::expire()
{
    if (underMouse() || isAncestorOf(window()->focusWidget()))
        m_life.start();
    else
        hide();
}

}  // namespace ui
