#include "ui/jobs/jobdelegate.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include "core/job.h"
#include "ui/jobs/jobmodel.h"
#include "ui/jobs/jobusage.h"
#include "ui/jobs/rowfacts.h"
#include "ui/jobs/rowlayout.h"
#include "ui/jobs/rowpaint.h"

using namespace Qt::StringLiterals;

namespace ui {

namespace {

core::Job *jobOf(const QModelIndex &index)
{
    return index.data(JobModel::JobRole).value<core::Job *>();
}

QStyle *styleOf(const QStyleOptionViewItem &option)
{
    return option.widget ? option.widget->style() : QApplication::style();
}

RowLayout layoutOf(const QStyleOptionViewItem &option, const RowFacts &facts)
{
    const QFontMetrics &metrics = option.fontMetrics;
    // While it counts down, the button keeps its width.
    const QString widest = facts.condition == Condition::Killing ? JobDelegate::tr("Kill Now (00 s)") : facts.button;
    return {option.rect,
            metrics,
            {.wordsWidth = metrics.horizontalAdvance(facts.words()),
             .usage = isActive(facts.condition) && facts.condition != Condition::Killing
                 && facts.condition != Condition::Queued,
             .buttonWidth = facts.button.isEmpty() ? 0 : RowLayout::buttonWidth(metrics, widest)},
            option.direction};
}

}  // namespace

QRect JobDelegate::buttonRect(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    return jobOf(index) ? layoutOf(option, RowFacts(index)).button : QRect();
}

QSize JobDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QFontMetrics &metrics = option.fontMetrics;
    const bool isJob = index.parent().isValid();
    return {10 * metrics.height(), isJob ? RowLayout::rowHeight(metrics) : metrics.height() * 3 / 2};
}

void JobDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    painter->setClipRect(option.rect);
    styleOf(option)->drawPrimitive(QStyle::PE_PanelItemViewItem, &option, painter, option.widget);
    if (jobOf(index))
        paintJob(*painter, option, index);
    else
        paintGroup(*painter, option, index);
    if (option.state & QStyle::State_HasFocus) {
        QStyleOptionFocusRect focus;
        focus.QStyleOption::operator=(option);
        focus.state |= QStyle::State_KeyboardFocusChange | QStyle::State_Item;
        focus.backgroundColor = RowColours(option).background;
        styleOf(option)->drawPrimitive(QStyle::PE_FrameFocusRect, &focus, painter, option.widget);
    }
    painter->restore();
}

void JobDelegate::paintJob(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const RowFacts facts(index);
    const RowLayout layout = layoutOf(option, facts);
    const RowColours colours(option);
    RowPainter row(painter, option);

    row.icon(layout.icon, facts.condition);
    row.text(layout.name, facts.name, colours.text, Qt::AlignLeft, facts.unseen ? QFont::Bold : QFont::Normal);
    row.text(layout.time, facts.time, colours.text, Qt::AlignRight);
    row.words(layout.words, facts.conditionText, facts.more, colours.of(facts.condition));
    row.text(layout.cpu, facts.cpu, colours.secondary, Qt::AlignRight);
    row.text(layout.memory, facts.memory, colours.secondary, Qt::AlignRight);
    row.sparkline(layout.sparkline, facts.cpuHistory);
    if (!layout.button.isEmpty())
        paintButton(painter, option, layout.button, facts.button, index);
}

void JobDelegate::paintGroup(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const int queued = index.data(JobModel::QueuedCountRole).toInt();
    const int active = index.data(JobModel::ActiveCountRole).toInt() - queued;
    const int unseen = index.data(JobModel::UnseenRole).toInt();
    const RowColours colours(option);
    RowPainter row(painter, option);
    QRect rest = option.rect.adjusted(0, 0, -option.fontMetrics.height() / 3, 0);
    const auto countAtEnd = [&](const QString &text, const QColor &colour) {
        row.text(rest, text, colour, Qt::AlignRight);
        rest.setRight(rest.right() - option.fontMetrics.horizontalAdvance(text) - option.fontMetrics.height());
    };
    if (queued > 0)
        countAtEnd(tr("%n queued", nullptr, queued), colours.secondary);
    if (active > 0) {
        const QString running = tr("%n running", nullptr, active);
        const QString gone = tr("%n running, agent gone", nullptr, active);
        const bool fits = option.fontMetrics.horizontalAdvance(index.data().toString() + gone) < rest.width() * 4 / 5;
        const bool isGone = index.data(JobModel::AgentGoneRole).toBool();
        countAtEnd(isGone && fits ? gone : running, colours.secondary);
    }
    if (unseen > 0)
        countAtEnd(tr("%n failed", nullptr, unseen), colours.of(Condition::Failed));
    row.text(rest, index.data().toString(), colours.text, Qt::AlignLeft, QFont::DemiBold);
}

void JobDelegate::paintButton(QPainter &painter, const QStyleOptionViewItem &option, const QRect &rect,
                              const QString &text, const QModelIndex &index) const
{
    QStyleOptionButton button;
    button.rect = rect;
    button.text = text;
    button.direction = option.direction;
    button.fontMetrics = option.fontMetrics;
    button.palette = option.palette;
    const bool hovered = m_hovered == index && (option.state & QStyle::State_MouseOver);
    button.state = QStyle::State_Enabled | (option.state & QStyle::State_Active)
        | (hovered && m_pressed == index ? QStyle::State_Sunken : QStyle::State_Raised);
    if (hovered)
        button.state |= QStyle::State_MouseOver;
    painter.setFont(option.font);
    styleOf(option)->drawControl(QStyle::CE_PushButton, &button, &painter, option.widget);
}

bool JobDelegate::editorEvent(QEvent *event, QAbstractItemModel *, const QStyleOptionViewItem &option,
                              const QModelIndex &index)
{
    const QEvent::Type type = event->type();
    if (type != QEvent::MouseButtonPress && type != QEvent::MouseButtonRelease && type != QEvent::MouseButtonDblClick
        && type != QEvent::MouseMove)
        return false;
    const auto *mouse = static_cast<QMouseEvent *>(event);
    const bool over = buttonRect(option, index).contains(mouse->position().toPoint());
    m_hovered = over ? QPersistentModelIndex(index) : QPersistentModelIndex();
    if (type == QEvent::MouseMove)
        return (mouse->buttons() & Qt::LeftButton) && m_pressed.isValid();  // no selecting from a button on
    if (mouse->button() != Qt::LeftButton)
        return false;
    // The second press of a double click arms nothing: it would make Kill Now of Kill.
    const bool wasPressed = std::exchange(m_pressed, {}) == index;
    if (type == QEvent::MouseButtonPress && over)
        m_pressed = index;
    if (type == QEvent::MouseButtonRelease && over && wasPressed)
        emit killRequested(jobOf(index));
    return over || wasPressed;
}

bool JobDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                            const QModelIndex &index)
{
    if (event->type() == QEvent::ToolTip && index.isValid()) {
        if (const QRect button = buttonRect(option, index); button.contains(event->pos())) {
            QToolTip::showText(event->globalPos(), killWord(*jobOf(index)), view, button);
            return true;
        }
    }
    return QStyledItemDelegate::helpEvent(event, view, option, index);
}

}  // namespace ui
