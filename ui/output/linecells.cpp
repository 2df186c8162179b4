#include "ui/output/linecells.h"

#include <algorithm>

#include "core/screenlines.h"

namespace ui {

void LineCells::setStyle(const TextStyle &style)
{
    const auto found = std::ranges::find(m_styles, style);
    m_style = quint32(found - m_styles.begin());
    if (found == m_styles.end())
        m_styles.push_back(style);
}

void LineCells::put(char32_t codePoint)
{
    const size_t column = size_t(m_column++);
    if (column > m_cells.size())
        m_cells.resize(column, Cell{U' ', 0});
    if (column == m_cells.size())
        m_cells.push_back({codePoint, m_style});
    else
        m_cells[column] = {codePoint, m_style};
}

void LineCells::putAscii(QByteArrayView text)
{
    const size_t begin = size_t(m_column);
    m_column += text.size();
    if (m_cells.size() < size_t(m_column))
        m_cells.resize(size_t(m_column), Cell{U' ', 0});
    const quint32 style = m_style;
    std::ranges::transform(text, m_cells.begin() + qsizetype(begin), [style](char c) {
        return Cell{char32_t(c), style};
    });
}

void LineCells::setColumn(qsizetype column)
{
    const qsizetype limit = std::max(qsizetype(m_cells.size()), core::ScreenLines::maxColumn);
    m_column = std::clamp<qsizetype>(column, 0, std::max(limit, m_column));
}

void LineCells::eraseToEnd()
{
    if (size_t(m_column) < m_cells.size())
        m_cells.resize(size_t(m_column));
}

void LineCells::eraseToBegin()
{
    blank(0, m_column + 1);
}

void LineCells::eraseColumns(qsizetype count)
{
    blank(m_column, m_column + count);
}

void LineCells::deleteColumns(qsizetype count)
{
    const qsizetype size = qsizetype(m_cells.size());
    const qsizetype begin = std::min(m_column, size);
    m_cells.erase(m_cells.begin() + begin, m_cells.begin() + std::min(begin + count, size));
}

void LineCells::clear()
{
    m_cells.clear();
}

void LineCells::blank(qsizetype from, qsizetype to)
{
    const qsizetype size = qsizetype(m_cells.size());
    std::fill(m_cells.begin() + std::min(from, size), m_cells.begin() + std::min(to, size), Cell{U' ', 0});
}

void LineCells::write(StyledLine &line) const
{
    line.text.reserve(qsizetype(m_cells.size()));
    for (size_t i = 0; i < m_cells.size();) {
        const quint32 style = m_cells[i].style;
        const qsizetype start = line.text.size();
        for (; i < m_cells.size() && m_cells[i].style == style; ++i) {
            const char32_t codePoint = m_cells[i].codePoint;
            for (const char16_t unit : QChar::fromUcs4(codePoint))
                line.text += QChar(unit);
        }
        if (style != 0)
            line.runs.append({int(start), int(line.text.size() - start), m_styles[style]});
    }
}

}  // namespace ui
