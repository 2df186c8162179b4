#pragma once

#include <QColor>
#include <QPalette>

#include "ui/condition.h"

namespace ui {

// The colour of the condition's icon and word: at least 4.5:1 on the palette's Base.
[[nodiscard]] QColor conditionColour(Condition condition, const QPalette &palette);

// Whether text is lighter than its background.
[[nodiscard]] bool isDark(const QPalette &palette);
// (L1 + 0.05) / (L2 + 0.05), WCAG 2.2.
[[nodiscard]] double contrast(const QColor &a, const QColor &b);
// `colour`, made lighter or darker as far as it needs for `ratio` on `background`.
[[nodiscard]] QColor readable(const QColor &colour, const QColor &background, double ratio = 4.5);

}  // namespace ui
