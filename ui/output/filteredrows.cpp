#include "ui/output/filteredrows.h"

#include <algorithm>

namespace ui {

FilteredRows::FilteredRows(LogRows &all, const LogWindow &window)
    : m_all(all)
    , m_window(window)
{
}

std::optional<OutputRow> FilteredRows::at(quint64 offset)
{
    const qsizetype next = indexFrom(offset);
    const bool isLine = next < m_lines.size() && m_lines.at(next) == offset;
    if (next > 0 && !isLine) {
        std::optional<OutputRow> found = row(next - 1);
        if (found && (found->end > offset || next == m_lines.size()))
            return found;
    }
    return row(next);
}

std::optional<OutputRow> FilteredRows::last()
{
    return row(indexFrom(m_window.end()) - 1);
}

std::optional<OutputRow> FilteredRows::after(const OutputRow &row)
{
    return this->row(indexFrom(row.end));
}

std::optional<OutputRow> FilteredRows::before(const OutputRow &row)
{
    return this->row(indexFrom(row.offset) - 1);
}

std::optional<OutputRow> FilteredRows::row(qsizetype index)
{
    if (index < 0 || index >= m_lines.size() || m_lines.at(index) >= m_window.end())
        return {};
    std::optional<OutputRow> result = m_all.at(m_lines.at(index));
    if (!result)
        return {};
    const qsizetype previous = indexFrom(result->offset) - 1;
    const quint64 shown = previous < 0 ? 0 : m_all.at(m_lines.at(previous))->end;
    result->hidesBefore = shown < result->offset;
    return result;
}

quint64 FilteredRows::size() const
{
    const auto [first, second] = dropped();
    return quint64(m_lines.size()) - quint64(std::max<qsizetype>(0, second - first - 1));
}

quint64 FilteredRows::position(quint64 offset) const
{
    const qsizetype index = indexFrom(offset);
    const auto [first, second] = dropped();
    if (index < second)
        return quint64(std::min(index, first));
    return quint64(index - std::max<qsizetype>(0, second - first - 1));
}

quint64 FilteredRows::offset(quint64 position) const
{
    const auto [first, second] = dropped();
    const qsizetype hidden = std::max<qsizetype>(0, second - first - 1);
    const qsizetype index = qsizetype(position) + (qsizetype(position) > first ? hidden : 0);
    return index < m_lines.size() ? m_lines.at(index) : m_window.end();
}

qsizetype FilteredRows::indexFrom(quint64 offset) const
{
    return std::ranges::lower_bound(m_lines, offset) - m_lines.begin();
}

std::pair<qsizetype, qsizetype> FilteredRows::dropped() const
{
    const KeptSpace::Range range = m_window.dropped();
    return {indexFrom(range.begin), indexFrom(range.end)};
}

}  // namespace ui
