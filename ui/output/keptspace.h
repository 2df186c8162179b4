#pragma once

#include <vector>

#include <QtGlobal>

namespace ui {

// Where an offset lies in what is kept of a log: gaps, however large, take no more room than a line. The scroll bar
// counts in these positions, so it shows what can be looked at, also when 99 % of the output was dropped.
class KeptSpace final
{
public:
    static constexpr quint64 gapRoom = 80;

    struct Range {
        quint64 begin = 0, end = 0;
    };

    void clear() { *this = {}; }
    void setEnd(quint64 end) { m_end = end; }
    [[nodiscard]] quint64 end() const { return m_end; }
    // Gaps that overlap become one; those that only touch are rows of their own. At most `maxGaps` are known.
    void addGap(quint64 begin, quint64 end);
    // The known gap that holds the offset; an empty range if there is none.
    [[nodiscard]] Range gapAt(quint64 offset) const;

    [[nodiscard]] quint64 size() const { return position(m_end); }
    [[nodiscard]] quint64 position(quint64 offset) const;
    // The first offset that has the position.
    [[nodiscard]] quint64 offset(quint64 position) const;

private:
    static constexpr size_t maxGaps = 4096;

    std::vector<Range> m_gaps;  // ascending, apart
    quint64 m_end = 0;
};

}  // namespace ui
