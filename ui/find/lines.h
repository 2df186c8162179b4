#pragma once

#include "ui/find/logreader.h"

// Where the rows of the output view begin, in bytes in memory. They are what is found and filtered: lines, and the
// pieces of lines longer than 4 to 8 KiB (ui/output/logrows.h has the rule).
namespace ui {

// Behind the row that begins at `begin`, with its newline; the size of the block's bytes if it ends behind them.
[[nodiscard]] qsizetype rowEnd(const LineBlock &block, qsizetype begin);
// Where the row that holds `at` begins; `from` is the begin of this or an earlier row.
[[nodiscard]] qsizetype rowBegin(const LineBlock &block, qsizetype at, qsizetype from);
// Behind the last row that nothing behind the block can change.
[[nodiscard]] qsizetype lastRowEnd(const LineBlock &block);
// The first place in the block, of which the first byte may lie inside a row, where a row begins.
[[nodiscard]] qsizetype firstRowBegin(const LineBlock &block);

// Takes rows away from the begin or the end of a block, about as many as can be looked at in a millisecond. `offset` and
// `bytes` are those of the rows; the rest stays as it is.
[[nodiscard]] LineBlock takeFirstRows(LineBlock &block);
[[nodiscard]] LineBlock takeLastRows(LineBlock &block);

}  // namespace ui
