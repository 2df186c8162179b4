#pragma once

#include <cstdint>

namespace keeper {

inline constexpr std::uint32_t maxTerminalSide = 1000;

// The size of a terminal in characters; part of the control protocol.
struct TerminalSize {
    std::uint32_t columns = 120;  // 1 to maxTerminalSide
    std::uint32_t rows = 40;  // the same

    friend constexpr bool operator==(const TerminalSize &, const TerminalSize &) = default;
};

[[nodiscard]] constexpr bool isAllowed(TerminalSize size)
{
    return size.columns >= 1 && size.columns <= maxTerminalSide && size.rows >= 1 && size.rows <= maxTerminalSide;
}

static_assert(sizeof(TerminalSize) == 8);

}  // namespace keeper
