#pragma once

#include "ui/output/rowsource.h"
#include "ui/output/styledline.h"

namespace ui {

// The row as text: its bytes rendered, or the sentence about its gap.
[[nodiscard]] StyledLine rendered(const OutputRow &row);

// "48,211,004 bytes (601,234 lines) were dropped here to keep the log's bound". `lines` 0: unknown.
[[nodiscard]] QString gapText(core::Gap gap, quint64 bytes, quint64 lines);

}  // namespace ui
