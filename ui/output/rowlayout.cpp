#include "ui/output/rowlayout.h"

#include <algorithm>
#include <cmath>

#include <QFontMetricsF>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int tabColumns = 8;

bool isPlainAscii(const QString &text)
{
    return std::ranges::all_of(text, [](QChar c) { return c.unicode() >= 0x20 && c.unicode() < 0x7f; });
}

QTextCharFormat formatOf(const TextStyle &style, const TerminalColours &colours)
{
    const TerminalColours::Painted painted = colours.paint(style);
    QTextCharFormat format;
    format.setForeground(painted.text);
    if (painted.background.isValid())
        format.setBackground(painted.background);
    if (style.bold)
        format.setFontWeight(QFont::Bold);
    format.setFontItalic(style.italic);
    format.setFontUnderline(style.underline);
    format.setFontStrikeOut(style.struckOut);
    return format;
}

}  // namespace

RowStyle::RowStyle(const QFont &wanted)
    : font(wanted)
{
    font.setKerning(false);
    const QFontMetricsF metrics(font);
    const QString narrow(64, u'i'), wide(64, u'M');
    characterWidth = std::max(1.0, metrics.horizontalAdvance(wide) / 64);
    if (std::abs(metrics.horizontalAdvance(narrow) - metrics.horizontalAdvance(wide)) < 0.5)
        advance = characterWidth;
    height = std::max(1.0, std::ceil(metrics.height()));
    ascent = std::ceil(metrics.ascent());
}

int RowStyle::columns() const
{
    return std::max(1, int(wrapWidth / characterWidth));
}

RowLayout::RowLayout(StyledLine line, std::shared_ptr<const RowStyle> style)
    : m_line(std::move(line))
    , m_style(std::move(style))
{
    const bool isFixed = m_style->advance > 0 && isPlainAscii(m_line.text);
    if (!isFixed) {
        layOutText();
        return;
    }
    const int length = int(m_line.text.size());
    m_columns = m_style->wrapWidth > 0 ? m_style->columns() : std::max(1, length);
    m_lineCount = std::max(1, (length + m_columns - 1) / m_columns);
    m_width = std::min(length, m_columns) * m_style->advance;
}

void RowLayout::layOutText()
{
    QTextOption option(Qt::AlignLeft | Qt::AlignAbsolute);
    option.setTextDirection(Qt::LeftToRight);
    option.setWrapMode(m_style->wrapWidth > 0 ? QTextOption::WrapAnywhere : QTextOption::NoWrap);
    option.setTabStopDistance(tabColumns * m_style->characterWidth);
    m_layout = std::make_unique<QTextLayout>(m_line.text, m_style->font);
    m_layout->setTextOption(option);
    m_layout->setCacheEnabled(true);
    QList<QTextLayout::FormatRange> formats;
    for (const StyledRun &run : m_line.runs)
        formats.append({run.start, run.length, formatOf(run.style, m_style->colours)});
    m_layout->setFormats(formats);
    m_layout->beginLayout();
    m_lineCount = 0;
    for (QTextLine line = m_layout->createLine(); line.isValid(); line = m_layout->createLine()) {
        line.setLineWidth(m_style->wrapWidth > 0 ? m_style->wrapWidth : 1e6);
        // Fonts that fill in for missing characters are higher: each line keeps its place all the same.
        line.setPosition({0, m_lineCount * m_style->height + m_style->ascent - line.ascent()});
        m_width = std::max(m_width, line.naturalTextWidth());
        ++m_lineCount;
    }
    m_layout->endLayout();
    m_lineCount = std::max(1, m_lineCount);
}

int RowLayout::lineBegin(int line) const
{
    const int length = int(m_line.text.size());
    if (!m_layout)
        return std::min(length, line * m_columns);
    return line < m_layout->lineCount() ? m_layout->lineAt(line).textStart() : length;
}

int RowLayout::lineEnd(int line) const
{
    return line + 1 < m_lineCount ? lineBegin(line + 1) : int(m_line.text.size());
}

RowLayout::Place RowLayout::placeOf(int position) const
{
    position = std::clamp(position, 0, int(m_line.text.size()));
    if (!m_layout) {
        const int line = std::min(position / m_columns, m_lineCount - 1);
        return {line, (position - line * m_columns) * m_style->advance};
    }
    const QTextLine line = m_layout->lineForTextPosition(position);
    return line.isValid() ? Place{line.lineNumber(), line.cursorToX(position)} : Place{};
}

int RowLayout::positionAt(const Place &place) const
{
    const int line = std::clamp(place.line, 0, m_lineCount - 1);
    if (m_layout)
        return line < m_layout->lineCount() ? m_layout->lineAt(line).xToCursor(place.x) : 0;
    const int column = std::clamp(int(std::lround(place.x / m_style->advance)), 0, m_columns);
    return std::min(lineBegin(line) + column, lineEnd(line));
}

int RowLayout::characterAt(const Place &place) const
{
    const int line = std::clamp(place.line, 0, m_lineCount - 1);
    if (m_layout) {
        const QTextLine laidOut = line < m_layout->lineCount() ? m_layout->lineAt(line) : QTextLine();
        if (!laidOut.isValid() || place.x < 0 || place.x >= laidOut.naturalTextWidth())
            return -1;
        return laidOut.xToCursor(place.x, QTextLine::CursorOnCharacter);
    }
    const int position = lineBegin(line) + int(std::floor(place.x / m_style->advance));
    return place.x >= 0 && position < lineEnd(line) ? position : -1;
}

int RowLayout::nextPosition(int position, int direction) const
{
    if (m_layout)
        return direction > 0 ? m_layout->nextCursorPosition(position) : m_layout->previousCursorPosition(position);
    return std::clamp(position + direction, 0, int(m_line.text.size()));
}

void RowLayout::paint(QPainter &painter, QPointF origin, int first, int last, const QRectF &clip,
                      const std::vector<RowMark> &marks) const
{
    last = std::min(last, m_lineCount - 1);
    if (m_layout) {
        paintLaidOut(painter, origin, first, last, clip, marks);
        return;
    }
    for (int line = std::max(0, first); line <= last; ++line)
        paintFixed(painter, origin, line, clip, marks);
}

void RowLayout::paintFixed(QPainter &painter, QPointF origin, int line, const QRectF &clip,
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

void RowLayout::paintLaidOut(QPainter &painter, QPointF origin, int first, int last, const QRectF &clip,
                             const std::vector<RowMark> &marks) const
{
    painter.setPen(m_style->colours.paint({}).text);
    const QRectF lines(clip.left(), origin.y() + first * m_style->height, clip.width(),
                       (last - first + 1) * m_style->height);
    const int from = lineBegin(std::max(0, first)), to = lineEnd(last);
    QList<QTextLayout::FormatRange> selections;
    for (const RowMark &mark : marks) {
        if (mark.start >= to || mark.start + mark.length <= from)
            continue;
        QTextCharFormat format;
        if (mark.text.isValid())
            format.setForeground(mark.text);
        if (mark.background.isValid())
            format.setBackground(mark.background);
        if (mark.underline)
            format.setFontUnderline(true);
        selections.append({mark.start, mark.length, format});
    }
    m_layout->draw(&painter, origin, selections, lines);
}

}  // namespace ui
