#include "core/screenlines.h"

#include <algorithm>

namespace core {

template<typename Character>
void ScreenLines::putCells(const Character *cells, qsizetype count)
{
    while (count > 0) {
        Line &line = this->line();
        if (m_column > qsizetype(line.size()))
            line.resize(size_t(m_column), U' ');
        const qsizetype size = qsizetype(line.size());
        const qsizetype piece = std::min(count, std::max<qsizetype>(1, maxLineLength - m_column));
        const qsizetype over = std::min(piece, size - m_column);
        std::copy_n(cells, over, line.begin() + m_column);
        line.append(cells + over, cells + piece);
        m_column += piece;
        cells += piece;
        count -= piece;
        if (qsizetype(line.size()) >= maxLineLength)
            flushLongLine();
    }
}

void ScreenLines::put(QByteArrayView ascii)
{
    putCells(ascii.data(), ascii.size());
}

void ScreenLines::put(std::u32string_view codePoints)
{
    putCells(codePoints.data(), qsizetype(codePoints.size()));
}

void ScreenLines::newLine()
{
    m_column = 0;
    if (++m_row < qsizetype(m_lines.size()))
        return;
    if (qsizetype(m_lines.size()) < openLines) {
        m_lines.emplace_back();
        return;
    }
    Line reused = std::move(m_lines.front());
    m_finished.addLine(text(reused));
    m_lines.pop_front();
    reused.clear();
    m_lines.push_back(std::move(reused));
    ++m_firstRow;
    --m_row;
}

void ScreenLines::freshLine()
{
    m_row = qsizetype(m_lines.size()) - 1;
    m_column = 0;
    if (!m_lines.back().empty())
        newLine();
}

void ScreenLines::setColumn(qsizetype column)
{
    m_column = std::clamp<qsizetype>(column, 0, std::max(qsizetype(line().size()), maxColumn));
}

void ScreenLines::moveRows(qsizetype count)
{
    m_row = std::clamp<qsizetype>(m_row + count, 0, qsizetype(m_lines.size()) - 1);
}

void ScreenLines::saveCursor()
{
    m_savedRow = m_firstRow + m_row;
    m_savedColumn = m_column;
}

void ScreenLines::restoreCursor()
{
    m_row = qsizetype(std::clamp<qint64>(m_savedRow - m_firstRow, 0, qint64(m_lines.size()) - 1));
    setColumn(m_savedColumn);
}

void ScreenLines::eraseToLineEnd()
{
    if (m_column < qsizetype(line().size()))
        line().resize(size_t(m_column));
}

void ScreenLines::eraseToLineBegin()
{
    const qsizetype count = std::min(m_column + 1, qsizetype(line().size()));
    std::fill_n(line().begin(), count, U' ');
}

void ScreenLines::eraseLine()
{
    line().clear();
}

void ScreenLines::eraseBelow()
{
    eraseToLineEnd();
    m_lines.resize(size_t(m_row) + 1);
}

void ScreenLines::eraseColumns(qsizetype count)
{
    const qsizetype left = std::max<qsizetype>(0, qsizetype(line().size()) - m_column);
    if (left > 0)
        std::fill_n(line().begin() + m_column, std::min(count, left), U' ');
}

void ScreenLines::deleteColumns(qsizetype count)
{
    if (m_column < qsizetype(line().size()))
        line().erase(size_t(m_column), size_t(count));
}

QString ScreenLines::finish()
{
    while (m_lines.size() > 1)
        finishFirstLine();
    m_finished.finish(text(m_lines.front()));
    QString result = m_finished.take();
    *this = ScreenLines();
    return result;
}

void ScreenLines::finishFirstLine()
{
    m_finished.addLine(text(m_lines.front()));
    m_lines.pop_front();
    ++m_firstRow;
}

// Nothing can go back into what is written here; the rest of the line begins in column 0 again.
void ScreenLines::flushLongLine()
{
    for (; m_row > 0; --m_row)
        finishFirstLine();
    m_finished.addPart(text(m_lines.front()));
    m_lines.front().clear();
    m_column = 0;
}

QStringView ScreenLines::text(const Line &line)
{
    char32_t all = 0;
    for (const char32_t cell : line)
        all |= cell;
    const bool isWide = all > 0xffff;
    m_text.resize(qsizetype(line.size()) * (isWide ? 2 : 1));
    auto *const begin = reinterpret_cast<char16_t *>(m_text.data());
    char16_t *to = begin;
    if (!isWide)
        to = std::transform(line.begin(), line.end(), to, [](char32_t cell) { return char16_t(cell); });
    for (const char32_t cell : isWide ? std::u32string_view(line) : std::u32string_view()) {
        for (const char16_t unit : QChar::fromUcs4(cell))
            *to++ = unit;
    }
    return QStringView(begin, to);
}

}  // namespace core
