#include "ui/find/hitlist.h"

#include <algorithm>
#include <numeric>

namespace ui {

void HitList::clear()
{
    *this = {};
}

void HitList::append(const LineHit &hit)
{
    m_offsets.append(hit.offset);
    m_counts.push_back(hit.count);
    m_total += hit.count;
}

void HitList::cut(quint64 offset)
{
    removeRange(indexFrom(offset), m_offsets.size());
}

bool HitList::remove(quint64 begin, quint64 end)
{
    const qsizetype first = indexFrom(begin), last = indexFrom(end);
    removeRange(first, last);
    return first < last;
}

void HitList::removeRange(qsizetype first, qsizetype last)
{
    if (first >= last)
        return;
    const auto counts = m_counts.begin();
    m_total -= std::accumulate(counts + first, counts + last, quint64(0));
    m_counts.erase(counts + first, counts + last);
    m_offsets.erase(m_offsets.begin() + first, m_offsets.begin() + last);
}

quint64 HitList::countBefore(quint64 offset) const
{
    const auto counts = m_counts.begin();
    return std::accumulate(counts, counts + indexFrom(offset), quint64(0));
}

std::optional<quint64> HitList::from(quint64 offset) const
{
    const qsizetype i = indexFrom(offset);
    return i < m_offsets.size() ? std::optional(m_offsets.at(i)) : std::nullopt;
}

std::optional<quint64> HitList::before(quint64 offset) const
{
    const qsizetype i = indexFrom(offset);
    return i > 0 ? std::optional(m_offsets.at(i - 1)) : std::nullopt;
}

qsizetype HitList::indexFrom(quint64 offset) const
{
    return std::ranges::lower_bound(m_offsets, offset) - m_offsets.begin();
}

}  // namespace ui
