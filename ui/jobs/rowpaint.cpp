#include "ui/jobs/rowpaint.h"

#include <QPainter>

#include "ui/jobs/jobusage.h"
#include "ui/jobs/sparkline.h"
#include "ui/look/icons.h"

using namespace Qt::StringLiterals;

namespace ui {

namespace {

QColor mixed(const QColor &a, const QColor &b, float share)
{
    const auto mix = [share](float x, float y) { return x * share + y * (1 - share); };
    return QColor::fromRgbF(mix(a.redF(), b.redF()), mix(a.greenF(), b.greenF()), mix(a.blueF(), b.blueF()));
}

QPalette::ColorGroup groupOf(QStyle::State state)
{
    if (!(state & QStyle::State_Enabled))
        return QPalette::Disabled;
    return state & QStyle::State_Active ? QPalette::Active : QPalette::Inactive;
}

}  // namespace

RowColours::RowColours(const QStyleOptionViewItem &option)
    : m_palette(option.palette)
    , m_selected(option.state & QStyle::State_Selected)
{
    const QPalette::ColorGroup group = groupOf(option.state);
    background = m_palette.color(group, m_selected ? QPalette::Highlight : QPalette::Base);
    text = m_palette.color(group, m_selected ? QPalette::HighlightedText : QPalette::Text);
    secondary = m_selected ? text : readable(mixed(text, background, 0.72F), background);
    m_palette.setColor(QPalette::Base, background);
}

QColor RowColours::of(Condition condition) const
{
    return m_selected ? text : conditionColour(condition, m_palette);
}

RowPainter::RowPainter(QPainter &painter, const QStyleOptionViewItem &option)
    : m_painter(painter)
    , m_option(option)
    , m_colours(option)
{
}

void RowPainter::icon(const QRect &rect, Condition condition)
{
    colouredIcon(conditionIconName(condition), m_colours.of(condition)).paint(&m_painter, rect);
}

void RowPainter::text(const QRect &rect, const QString &text, const QColor &colour, Qt::Alignment alignment,
                      QFont::Weight weight)
{
    if (text.isEmpty() || rect.isEmpty())
        return;
    QFont font = m_option.font;
    font.setWeight(weight);
    m_painter.setFont(font);
    m_painter.setPen(colour);
    const QString shown = QFontMetrics(font).elidedText(text, Qt::ElideMiddle, rect.width());
    m_painter.drawText(
        rect, int(QStyle::visualAlignment(m_option.direction, alignment) | Qt::AlignVCenter) | Qt::TextSingleLine,
        shown);
}

void RowPainter::words(const QRect &rect, const QString &condition, const QString &more, const QColor &conditionColour)
{
    const QFontMetrics &metrics = m_option.fontMetrics;
    text(rect, metrics.elidedText(condition, Qt::ElideRight, rect.width()), conditionColour, Qt::AlignLeft);
    QRect rest = rect;
    if (m_option.direction == Qt::LeftToRight)
        rest.setLeft(rect.left() + metrics.horizontalAdvance(condition));
    else
        rest.setRight(rect.right() - metrics.horizontalAdvance(condition));
    if (more.isEmpty() || rest.width() < 3 * metrics.averageCharWidth())
        return;
    text(rest, metrics.elidedText(u" · "_s + more, Qt::ElideRight, rest.width()), m_colours.secondary, Qt::AlignLeft);
}

void RowPainter::sparkline(const QRect &rect, const QList<float> &values)
{
    if (rect.isEmpty())
        return;
    const QRectF area = QRectF(rect).adjusted(0.5, 2, -0.5, -2);
    constexpr float oneCore = 100;
    paintSparkline(m_painter, ui::sparkline(values, JobUsage::historyLength, oneCore, area), area, m_colours.secondary);
}

}  // namespace ui
