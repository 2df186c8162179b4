#include "core/screenpage.h"

#include <algorithm>

#include "core/characterwidth.h"
#include "core/screentabs.h"

namespace core {

ScreenPage::ScreenPage(keeper::TerminalSize size, Scrollback scrollback)
    : m_width(size.columns)
    , m_height(size.rows)
    , m_scrollback(scrollback)
    , m_marginBottom(m_height - 1)
{
}

void ScreenPage::put(QByteArrayView ascii)
{
    while (!ascii.isEmpty()) {
        makeRoom(1);
        const QByteArrayView piece = ascii.first(std::min(ascii.size(), m_width - m_column));
        if (m_inserts)
            insertColumns(piece.size());
        row().put(m_column, piece);
        m_column += piece.size();
        ascii = ascii.sliced(piece.size());
    }
}

void ScreenPage::put(char32_t codePoint)
{
    const int width = std::min(characterWidth(codePoint), int(m_width));
    if (width == 0) {
        row().join(m_column, codePoint);
        return;
    }
    makeRoom(width);
    if (m_inserts)
        insertColumns(width);
    row().put(m_column, codePoint, width);
    m_column += width;
}

// A tab that is text rather than a movement stays one, also where the row has no room for it.
void ScreenPage::tab()
{
    const qsizetype stop = std::min(nextTabStop(column()), m_width - 1);
    if (m_column < row().size()) {
        m_column = stop;
        return;
    }
    makeRoom(1);
    row().putTab(m_column, std::max(stop, m_column + 1));
    m_column = std::max(stop, m_column + 1);
}

void ScreenPage::lineFeed()
{
    if (m_row == m_marginBottom)
        scrollUp(1);
    else
        m_row = std::min(m_row + 1, m_height - 1);
    openRow();
}

void ScreenPage::reverseLineFeed()
{
    if (m_row == m_marginTop)
        scrollDown(1);
    else
        m_row = std::max<qsizetype>(m_row - 1, 0);
}

void ScreenPage::setRow(qsizetype row)
{
    m_row = std::clamp<qsizetype>(row, 0, m_height - 1);
    m_column = column();
}

void ScreenPage::setColumn(qsizetype column)
{
    m_column = std::clamp<qsizetype>(column, 0, m_width - 1);
}

void ScreenPage::moveRows(qsizetype count)
{
    const qsizetype first = m_row >= m_marginTop ? m_marginTop : 0;
    const qsizetype last = m_row <= m_marginBottom ? m_marginBottom : m_height - 1;
    setRow(std::clamp(m_row + count, first, last));
}

void ScreenPage::saveCursor()
{
    m_savedRow = m_row;
    m_savedColumn = m_column;
}

void ScreenPage::restoreCursor()
{
    m_row = m_savedRow;
    m_column = m_savedColumn;
}

void ScreenPage::eraseBelow()
{
    eraseToRowEnd();
    m_rows.resize(size_t(m_row) + 1);
}

void ScreenPage::eraseAbove()
{
    eraseToRowBegin();
    for (qsizetype i = 0; i < m_row; ++i)
        m_rows[size_t(i)].clear();
    touch(0);
}

void ScreenPage::eraseAll()
{
    m_rows.assign(1, ScreenRow());
    touch(0);
}

void ScreenPage::setMargins(qsizetype top, qsizetype bottom)
{
    bottom = std::min(bottom, m_height - 1);
    if (top < 0 || top >= bottom)
        return;
    m_marginTop = top;
    m_marginBottom = bottom;
    m_row = m_column = 0;
}

void ScreenPage::insertRows(qsizetype count)
{
    if (m_row >= m_marginTop && m_row <= m_marginBottom)
        insertRowsAt(m_row, count);
    m_column = 0;
}

void ScreenPage::removeRows(qsizetype count)
{
    if (m_row >= m_marginTop && m_row <= m_marginBottom)
        removeRowsAt(m_row, count);
    m_column = 0;
}

void ScreenPage::scrollUp(qsizetype count)
{
    count = std::min(count, m_marginBottom - m_marginTop + 1);
    for (qsizetype i = 0; m_marginTop == 0 && m_scrollback == Scrollback::Yes && i < count; ++i)
        scrollOff();
    if (m_marginTop > 0 || m_scrollback == Scrollback::No)
        removeRowsAt(m_marginTop, count);
}

void ScreenPage::scrollDown(qsizetype count)
{
    insertRowsAt(m_marginTop, count);
}

void ScreenPage::reset()
{
    const qint64 top = m_top;
    *this = ScreenPage({std::uint32_t(m_width), std::uint32_t(m_height)}, m_scrollback);
    m_top = top;
    m_firstChanged = top;
}

void ScreenPage::mark()
{
    m_firstChanged = std::numeric_limits<qint64>::max();
    clearHistory();
}

QString ScreenPage::text(Extent extent) const
{
    qsizetype first = 0;
    while (extent == Extent::Changed && first < qsizetype(m_rows.size()) && !isToBeRead(first))
        ++first;
    qsizetype end = qsizetype(m_rows.size());
    while (extent == Extent::Screen && end > first && m_rows[size_t(end) - 1].isBlank())
        --end;
    ScreenText text = m_history;
    for (; first < end; ++first) {
        const ScreenRow &row = m_rows[size_t(first)];
        text.add(row, m_width);
        if (extent == Extent::Screen && !row.isWrapped)
            text.trimLine();
        if (first + 1 < end)
            text.endRow(row);
    }
    return text.finish();
}

ScreenRow &ScreenPage::row()
{
    openRow();
    return m_rows[size_t(m_row)];
}

void ScreenPage::openRow()
{
    if (qsizetype(m_rows.size()) <= m_row)
        m_rows.resize(size_t(m_row) + 1);
    touch(m_row);
}

// Whether the row, or the line that goes on in it, has been changed since mark() or lies below one that has.
bool ScreenPage::isToBeRead(qsizetype row) const
{
    while (m_top + row < m_firstChanged && row + 1 < qsizetype(m_rows.size()) && m_rows[size_t(row)].isWrapped)
        ++row;
    return m_top + row >= m_firstChanged;
}

void ScreenPage::makeRoom(qsizetype width)
{
    if (m_column + width <= m_width)
        return;
    if (!m_wraps) {
        m_column = m_width - width;
        return;
    }
    row().isWrapped = true;
    lineFeed();
    m_column = 0;
}

void ScreenPage::openRows()
{
    if (qsizetype(m_rows.size()) <= m_marginBottom)
        m_rows.resize(size_t(m_marginBottom) + 1);
}

void ScreenPage::removeRowsAt(qsizetype row, qsizetype count)
{
    count = std::min(count, m_marginBottom - row + 1);
    openRows();
    m_rows.erase(m_rows.begin() + row, m_rows.begin() + row + count);
    m_rows.insert(m_rows.begin() + (m_marginBottom - count + 1), size_t(count), ScreenRow());
    touch(row);
}

void ScreenPage::insertRowsAt(qsizetype row, qsizetype count)
{
    count = std::min(count, m_marginBottom - row + 1);
    openRows();
    m_rows.erase(m_rows.begin() + (m_marginBottom - count + 1), m_rows.begin() + m_marginBottom + 1);
    m_rows.insert(m_rows.begin() + row, size_t(count), ScreenRow());
    touch(row);
}

void ScreenPage::scrollOff()
{
    if (isToBeRead(0)) {
        m_history.add(m_rows.front(), m_width);
        m_history.endRow(m_rows.front());
    }
    ++m_top;
    openRows();
    if (m_marginBottom == m_height - 1) {
        ScreenRow reused = std::move(m_rows.front());
        m_rows.pop_front();
        reused.clear();
        m_rows.push_back(std::move(reused));
        return;
    }
    m_rows.pop_front();
    m_rows.insert(m_rows.begin() + m_marginBottom, ScreenRow());
    touch(0);
}

}  // namespace core
