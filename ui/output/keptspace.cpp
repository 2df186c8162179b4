#include "ui/output/keptspace.h"

#include <algorithm>

namespace ui {

void KeptSpace::addGap(quint64 begin, quint64 end)
{
    if (begin >= end)
        return;
    const auto first = std::ranges::upper_bound(m_gaps, begin, {}, &Range::end);
    auto last = first;
    for (; last != m_gaps.end() && last->begin < end; ++last) {
        begin = std::min(begin, last->begin);
        end = std::max(end, last->end);
    }
    if (first == last && m_gaps.size() == maxGaps)
        return;
    m_gaps.insert(m_gaps.erase(first, last), {begin, end});
}

KeptSpace::Range KeptSpace::gapAt(quint64 offset) const
{
    const auto found = std::ranges::upper_bound(m_gaps, offset, {}, &Range::end);
    return found != m_gaps.end() && found->begin <= offset ? *found : Range();
}

quint64 KeptSpace::position(quint64 offset) const
{
    quint64 missing = 0;
    for (const Range &gap : m_gaps) {
        if (gap.begin >= offset)
            break;
        const quint64 inside = std::min(offset, gap.end) - gap.begin;
        missing += inside - std::min(inside, gapRoom);
    }
    return offset - missing;
}

quint64 KeptSpace::offset(quint64 position) const
{
    for (const Range &gap : m_gaps) {
        if (position < gap.begin)
            break;
        const quint64 length = gap.end - gap.begin;
        if (position < gap.begin + std::min(length, gapRoom))
            return position;
        position += length - std::min(length, gapRoom);
    }
    return position;
}

}  // namespace ui
