#pragma once

#include <algorithm>
#include <bit>

#include <QtGlobal>

namespace ui {

// Positions of any size on a scroll bar, which counts in int.
class ScrollScale final
{
public:
    explicit constexpr ScrollScale(quint64 size = 0)
        : m_shift(std::max(0, int(std::bit_width(size)) - bits))
    {
    }

    [[nodiscard]] constexpr int value(quint64 position) const { return int(position >> m_shift); }
    [[nodiscard]] constexpr quint64 position(int value) const { return quint64(std::max(0, value)) << m_shift; }

private:
    static constexpr int bits = 30;

    int m_shift;
};

}  // namespace ui
