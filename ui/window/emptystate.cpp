#include "ui/window/emptystate.h"

#include <QEvent>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "core/agents.h"
#include "ui/look/icons.h"

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int iconSize = 64;

QLabel *centredLabel(QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setAlignment(Qt::AlignCenter);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

}  // namespace

EmptyState::EmptyState(QWidget *parent)
    : QWidget(parent)
    , m_icon(centredLabel(this))
    , m_title(centredLabel(this))
    , m_sentence(centredLabel(this))
    , m_hint(centredLabel(this))
    , m_action(new QPushButton(this))
{
    QFont large = font();
    large.setPointSizeF(large.pointSizeF() * 1.5);
    large.setBold(true);
    m_title->setFont(large);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(32, 32, 32, 32);
    layout->setSpacing(12);
    layout->addStretch(2);
    layout->addWidget(m_icon);
    layout->addWidget(m_title);
    layout->addWidget(m_sentence);
    layout->addSpacing(8);
    layout->addWidget(m_action, 0, Qt::AlignCenter);
    layout->addWidget(m_hint);
    layout->addStretch(3);
    m_action->hide();
    connect(m_action, &QPushButton::clicked, this, &EmptyState::actionTriggered);
}

void EmptyState::show(const QString &icon, const QString &title, const QString &sentence, const QString &action,
                      const QString &hint)
{
    m_iconName = icon;
    paintIcon();
    m_title->setText(title);
    m_sentence->setText(sentence);
    m_action->setText(action);
    m_action->setVisible(!action.isEmpty());
    m_hint->setText(hint);
    m_hint->setVisible(!hint.isEmpty());
}

void EmptyState::explain(const QString &serviceProblem, const core::Agents &agents)
{
    const QString yourself = tr("Or start one yourself: Job ▸ New Job (Ctrl+N).");
    if (!serviceProblem.isEmpty())
        show(u"failed"_s, tr("The service is not running"), serviceProblem, tr("&Start"), {});
    else if (agents.connected().isEmpty())
        show({}, tr("No jobs yet"), tr("Connect a coding agent and its background jobs appear here."),
             tr("&Connect an Agent…"), yourself);
    else
        show(u"agent"_s, tr("No jobs yet"),
             tr("%1 is connected. Ask it to run something in the background.")
                 .arg(agents.connected().last().displayName()),
             {}, yourself);
}

QString EmptyState::title() const
{
    return m_title->text();
}

void EmptyState::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        paintIcon();
    QWidget::changeEvent(event);
}

void EmptyState::paintIcon()
{
    const QIcon icon = m_iconName.isEmpty() ? applicationIcon() : symbolicIcon(m_iconName);
    m_icon->setPixmap(icon.pixmap(QSize(iconSize, iconSize), devicePixelRatioF()));
}

}  // namespace ui
