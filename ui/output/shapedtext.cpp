#include "ui/output/shapedtext.h"

#include <algorithm>

#include <QPainter>
#include <QTextBoundaryFinder>

namespace ui {

namespace {

constexpr int chunkLength = 128;

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

QTextCharFormat formatOf(const RowMark &mark)
{
    QTextCharFormat format;
    if (mark.text.isValid())
        format.setForeground(mark.text);
    if (mark.background.isValid())
        format.setBackground(mark.background);
    if (mark.underline)
        format.setFontUnderline(true);
    return format;
}

}  // namespace

ShapedText::ShapedText(const StyledLine &line, std::shared_ptr<const RowStyle> style)
    : m_text(line.text)
    , m_runs(line.runs)
    , m_style(std::move(style))
{
    cut();
    if (m_style->wrapWidth > 0) {
        shape(m_chunks.front(), 0);
        m_lineCount = std::max(1, m_chunks.front().layout->lineCount());
    }
}

void ShapedText::cut()
{
    const int length = int(m_text.size());
    if (m_style->wrapWidth > 0 || length <= 2 * chunkLength) {
        m_chunks.push_back({0, length, nullptr, 0, 0});
        return;
    }
    QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, m_text);
    for (int start = 0; start < length;) {
        finder.setPosition(std::min(length, start + chunkLength) - 1);
        const int end = int(finder.toNextBoundary());
        m_chunks.push_back({start, end < 0 ? length : end, nullptr, 0, 0});
        start = m_chunks.back().end;
    }
}

void ShapedText::shape(Chunk &chunk, qreal x) const
{
    const bool wraps = m_style->wrapWidth > 0;
    QTextOption option(Qt::AlignLeft | Qt::AlignAbsolute);
    option.setTextDirection(Qt::LeftToRight);
    option.setWrapMode(wraps ? QTextOption::WrapAnywhere : QTextOption::NoWrap);
    option.setTabStopDistance(RowStyle::tabColumns * m_style->characterWidth);
    chunk.layout = std::make_unique<QTextLayout>(m_text.mid(chunk.start, chunk.end - chunk.start), m_style->font);
    chunk.layout->setTextOption(option);
    chunk.layout->setCacheEnabled(true);
    QList<QTextLayout::FormatRange> formats;
    for (const StyledRun &run : m_runs) {
        const int from = std::max(run.start, chunk.start), to = std::min(run.start + run.length, chunk.end);
        if (from < to)
            formats.append({from - chunk.start, to - from, formatOf(run.style, m_style->colours)});
    }
    chunk.layout->setFormats(formats);
    chunk.layout->beginLayout();
    int number = 0;
    for (QTextLine line = chunk.layout->createLine(); line.isValid(); line = chunk.layout->createLine()) {
        line.setLineWidth(wraps ? m_style->wrapWidth : 1e6);
        // Fonts that fill in for missing characters are higher: each line keeps its place all the same.
        line.setPosition({0, number * m_style->height + m_style->ascent - line.ascent()});
        chunk.width = std::max(chunk.width, line.naturalTextWidth());
        ++number;
    }
    chunk.layout->endLayout();
    chunk.x = x;
}

template<typename Predicate>
const ShapedText::Chunk &ShapedText::shapedUntil(Predicate isWanted) const
{
    qreal x = 0;
    for (Chunk &chunk : m_chunks) {
        if (!chunk.layout)
            shape(chunk, x);
        if (isWanted(chunk))
            return chunk;
        x = chunk.x + chunk.width;
    }
    return m_chunks.back();
}

const ShapedText::Chunk &ShapedText::chunkOf(int position) const
{
    return shapedUntil([position](const Chunk &chunk) { return position < chunk.end; });
}

const ShapedText::Chunk &ShapedText::chunkAt(qreal x) const
{
    return shapedUntil([x](const Chunk &chunk) { return x < chunk.x + chunk.width; });
}

QTextLine ShapedText::lineAt(const Chunk &chunk, int line) const
{
    return line >= 0 && line < chunk.layout->lineCount() ? chunk.layout->lineAt(line) : QTextLine();
}

qreal ShapedText::width() const
{
    qreal result = 0;
    for (const Chunk &chunk : m_chunks)
        result += chunk.layout ? chunk.width : (chunk.end - chunk.start) * m_style->characterWidth;
    return result;
}

int ShapedText::lineBegin(int line) const
{
    if (line == 0)
        return 0;
    const QTextLine found = m_style->wrapWidth > 0 ? lineAt(m_chunks.front(), line) : QTextLine();
    return found.isValid() ? found.textStart() : int(m_text.size());
}

RowPlace ShapedText::placeOf(int position) const
{
    const Chunk &chunk = chunkOf(position);
    const QTextLine line = chunk.layout->lineForTextPosition(position - chunk.start);
    return line.isValid() ? RowPlace{line.lineNumber(), chunk.x + line.cursorToX(position - chunk.start)} : RowPlace{};
}

int ShapedText::positionAt(const RowPlace &place) const
{
    const Chunk &chunk = m_style->wrapWidth > 0 ? m_chunks.front() : chunkAt(place.x);
    const QTextLine line = lineAt(chunk, place.line);
    return line.isValid() ? chunk.start + line.xToCursor(place.x - chunk.x) : 0;
}

int ShapedText::characterAt(const RowPlace &place) const
{
    const Chunk &chunk = m_style->wrapWidth > 0 ? m_chunks.front() : chunkAt(place.x);
    const QTextLine line = lineAt(chunk, place.line);
    if (!line.isValid() || place.x < 0 || place.x - chunk.x >= line.naturalTextWidth())
        return -1;
    return chunk.start + line.xToCursor(place.x - chunk.x, QTextLine::CursorOnCharacter);
}

int ShapedText::nextPosition(int position, int direction) const
{
    const Chunk &chunk = chunkOf(direction > 0 ? position : std::max(0, position - 1));
    const int inside = position - chunk.start;
    return chunk.start
        + (direction > 0 ? chunk.layout->nextCursorPosition(inside) : chunk.layout->previousCursorPosition(inside));
}

void ShapedText::paint(QPainter &painter, QPointF origin, const QRectF &clip, const std::vector<RowMark> &marks) const
{
    painter.setPen(m_style->colours.paint({}).text);
    const qreal left = clip.left() - origin.x(), right = clip.right() - origin.x();
    static_cast<void>(chunkAt(right));
    for (const Chunk &chunk : m_chunks) {
        const bool isVisible = chunk.layout && chunk.x < right && chunk.x + chunk.width > left;
        if (!isVisible && m_chunks.size() > 1)
            continue;
        QList<QTextLayout::FormatRange> selections;
        for (const RowMark &mark : marks) {
            const int from = std::max(mark.start, chunk.start), to = std::min(mark.start + mark.length, chunk.end);
            if (from < to)
                selections.append({from - chunk.start, to - from, formatOf(mark)});
        }
        chunk.layout->draw(&painter, origin + QPointF(chunk.x, 0), selections, clip);
    }
}

}  // namespace ui
