#pragma once

#include <QtGlobal>

namespace core {

// Tab stops are every eight columns; programs that set others are not known.
[[nodiscard]] constexpr qsizetype nextTabStop(qsizetype column)
{
    return (column / 8 + 1) * 8;
}

}  // namespace core
