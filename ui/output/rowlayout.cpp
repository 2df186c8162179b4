#include "ui/output/rowlayout.h"

#include <algorithm>
#include <cmath>

#include <QPainter>

namespace ui {

RowLayout::RowLayout(StyledLine line, std::shared_ptr<const RowStyle> style)
    : m_line(std::move(line))
    , m_style(std::move(style))
{
    if (!m_style->isSimple(m_line.text)) {
        m_shaped = std::make_unique<ShapedText>(m_line, m_style);
        m_lineCount = m_shaped->lineCount();
        return;
    }
    const int length = int(m_line.text.size());
    m_columns = m_style->wrapWidth > 0 ? m_style->columns() : std::max(1, length);
    m_lineCount = std::max(1, (length + m_columns - 1) / m_columns);
}

qreal RowLayout::width() const
{
    return m_shaped ? m_shaped->width() : std::min(int(m_line.text.size()), m_columns) * m_style->advance;
}

int RowLayout::lineBegin(int line) const
{
    return m_shaped ? m_shaped->lineBegin(line) : std::min(int(m_line.text.size()), line * m_columns);
}

int RowLayout::lineEnd(int line) const
{
    return line + 1 < m_lineCount ? lineBegin(line + 1) : int(m_line.text.size());
}

RowLayout::Place RowLayout::placeOf(int position) const
{
    position = std::clamp(position, 0, int(m_line.text.size()));
    if (m_shaped)
        return m_shaped->placeOf(position);
    const int line = std::min(position / m_columns, m_lineCount - 1);
    return {line, (position - line * m_columns) * m_style->advance};
}

int RowLayout::positionAt(const Place &place) const
{
    const int line = std::clamp(place.line, 0, m_lineCount - 1);
    if (m_shaped)
        return m_shaped->positionAt({line, place.x});
    const int column = std::clamp(int(std::lround(place.x / m_style->advance)), 0, m_columns);
    return std::min(lineBegin(line) + column, lineEnd(line));
}

int RowLayout::characterAt(const Place &place) const
{
    const int line = std::clamp(place.line, 0, m_lineCount - 1);
    if (m_shaped)
        return m_shaped->characterAt({line, place.x});
    const int position = lineBegin(line) + int(std::floor(place.x / m_style->advance));
    return place.x >= 0 && position < lineEnd(line) ? position : -1;
}

int RowLayout::nextPosition(int position, int direction) const
{
    if (m_shaped)
        return m_shaped->nextPosition(position, direction);
    return std::clamp(position + direction, 0, int(m_line.text.size()));
}

void RowLayout::paint(QPainter &painter, QPointF origin, int first, int last, const QRectF &clip,
                      const std::vector<RowMark> &marks) const
{
    first = std::max(0, first);
    last = std::min(last, m_lineCount - 1);
    if (m_shaped) {
        const qreal height = m_style->height;
        const QRectF lines(clip.left(), origin.y() + first * height, clip.width(), (last - first + 1) * height);
        m_shaped->paint(painter, origin, lines, marks);
        return;
    }
    for (int line = first; line <= last; ++line)
        paintLine(painter, origin, line, clip, marks);
}

void RowLayout::paintLine(QPainter &painter, QPointF origin, int line, const QRectF &clip,
                          const std::vector<RowMark> &marks) const
{
    const int begin = lineBegin(line);
    const int from = begin + std::max(0, int((clip.left() - origin.x()) / m_style->advance));
    const int to = std::min(lineEnd(line), begin + int((clip.right() - origin.x()) / m_style->advance) + 1);
    const qreal top = origin.y() + line * m_style->height;
    for (const TextSegment &segment : segments(m_line.runs, marks, from, to)) {
        const qreal x = origin.x() + (segment.start - begin) * m_style->advance;
        const QRectF box(x, top, segment.length * m_style->advance, m_style->height);
        TerminalColours::Painted painted = m_style->colours.paint(segment.style);
        if (segment.mark && segment.mark->background.isValid())
            painted.background = segment.mark->background;
        if (segment.mark && segment.mark->text.isValid())
            painted.text = segment.mark->text;
        if (painted.background.isValid())
            painter.fillRect(box, painted.background);
        QFont font = m_style->font;
        font.setBold(font.bold() || segment.style.bold);
        font.setItalic(segment.style.italic);
        font.setUnderline(segment.style.underline || segment.isUnderlined);
        font.setStrikeOut(segment.style.struckOut);
        painter.setFont(font);
        painter.setPen(painted.text);
        painter.drawText(QPointF(x, top + m_style->ascent), m_line.text.mid(segment.start, segment.length));
    }
}

}  // namespace ui
