#include "core/screenrow.h"

#include <algorithm>

#include "core/screentabs.h"

namespace core {

namespace {

// Cells that are no code point.
constexpr char32_t wideTail = 0xffffffff;  // of the character in the cell before
constexpr char32_t tabTail = 0xfffffffe;  // of the tab in a cell before
constexpr char32_t firstJoined = 0x80000000;  // plus the number of a character in m_joined

constexpr size_t mostJoined = 1024;  // characters with something joined in a row
constexpr size_t longestJoined = 16;  // code points of one

constexpr bool isJoined(char32_t cell)
{
    return cell >= firstJoined && cell < tabTail;
}

void append(QString &text, char32_t codePoint)
{
    text += QStringView(QChar::fromUcs4(codePoint));
}

}  // namespace

void ScreenRow::put(qsizetype column, QByteArrayView ascii)
{
    open(column);
    const qsizetype end = column + ascii.size();
    if (end < size())
        open(end);
    const qsizetype over = std::min(ascii.size(), size() - column);
    std::copy_n(ascii.data(), over, m_cells.begin() + column);
    m_cells.append(ascii.begin() + over, ascii.end());
}

void ScreenRow::put(qsizetype column, char32_t codePoint, int width)
{
    const qsizetype end = column + width;
    open(column);
    if (end < size())
        open(end);
    else
        m_cells.resize(size_t(end));
    m_cells[size_t(column)] = codePoint;
    if (width == 2)
        m_cells[size_t(column) + 1] = wideTail;
}

void ScreenRow::putTab(qsizetype column, qsizetype end)
{
    open(column);
    m_cells.push_back('\t');
    m_cells.resize(size_t(std::max(end, column + 1)), tabTail);
}

void ScreenRow::join(qsizetype column, char32_t codePoint)
{
    qsizetype at = std::min(column, size()) - 1;
    if (at > 0 && m_cells[size_t(at)] == wideTail)
        --at;
    if (at < 0 || m_cells[size_t(at)] >= tabTail)
        return;
    char32_t &cell = m_cells[size_t(at)];
    if (!isJoined(cell)) {
        if (m_joined.size() == mostJoined)
            return;
        m_joined.emplace_back(1, cell);
        cell = firstJoined + char32_t(m_joined.size() - 1);
    }
    std::u32string &joined = m_joined[cell - firstJoined];
    if (joined.size() < longestJoined)
        joined += codePoint;
}

void ScreenRow::erase(qsizetype from, qsizetype to)
{
    if (to >= size())
        return eraseFrom(from);
    open(from);
    open(to);
    std::fill(m_cells.begin() + from, m_cells.begin() + to, U' ');
}

void ScreenRow::eraseFrom(qsizetype column)
{
    isWrapped = false;
    if (column >= size())
        return;
    open(column);
    m_cells.resize(size_t(column));
}

void ScreenRow::insert(qsizetype column, qsizetype count, qsizetype width)
{
    if (column >= size())
        return;
    open(column);
    m_cells.insert(size_t(column), size_t(std::min(count, width)), U' ');
    eraseFrom(width);
}

void ScreenRow::remove(qsizetype column, qsizetype count)
{
    if (column >= size())
        return;
    open(column);
    if (column + count < size())
        open(column + count);
    m_cells.erase(size_t(column), size_t(count));
    isWrapped = false;
}

void ScreenRow::clear()
{
    m_cells.clear();
    m_joined.clear();
    isWrapped = false;
}

bool ScreenRow::isBlank() const
{
    return std::all_of(m_cells.begin(), m_cells.end(), [](char32_t cell) { return cell == U' '; });
}

// Lets a cell begin at the column: fills up what is missing before it, and splits a wide character that spans it.
void ScreenRow::open(qsizetype column)
{
    if (column > size())
        m_cells.resize(size_t(column), U' ');
    if (column > 0 && column < size() && m_cells[size_t(column)] == wideTail)
        m_cells[size_t(column)] = m_cells[size_t(column) - 1] = U' ';
}

// Whether the tab in the column still has all of its cells, of which `end` is behind the last.
bool ScreenRow::isTab(qsizetype column, qsizetype end, qsizetype width) const
{
    return end == size() || end >= std::min(nextTabStop(column), width - 1);
}

void ScreenRow::appendTo(QString &text, qsizetype width) const
{
    for (qsizetype column = 0; column < size(); ++column) {
        const char32_t cell = m_cells[size_t(column)];
        if (cell == '\t') {
            qsizetype end = column + 1;
            while (end < size() && m_cells[size_t(end)] == tabTail)
                ++end;
            text += isTab(column, end, width) ? QString(u'\t') : QString(end - column, u' ');
            column = end - 1;
        } else if (cell == tabTail) {
            text += u' ';
        } else if (isJoined(cell)) {
            for (const char32_t codePoint : m_joined[cell - firstJoined])
                append(text, codePoint);
        } else if (cell < 0x10000) {
            text += QChar(char16_t(cell));
        } else if (cell != wideTail) {
            append(text, cell);
        }
    }
}

}  // namespace core
