#pragma once

#include <QColor>
#include <QIcon>
#include <QPalette>

#include "ui/condition.h"
#include "ui/look/colours.h"

namespace ui {

// One of our symbolic icons (resources/icons/NAME.svg) in the text colour of the palette that it is painted with;
// crisp at every size and pixel ratio. An unknown name is an assertion.
[[nodiscard]] QIcon symbolicIcon(const QString &name);
// The same in a fixed colour.
[[nodiscard]] QIcon colouredIcon(const QString &name, const QColor &colour);

[[nodiscard]] QIcon applicationIcon();

// Its shape tells the condition without the colour.
[[nodiscard]] QString conditionIconName(Condition condition);
[[nodiscard]] QIcon conditionIcon(Condition condition, const QPalette &palette);

}  // namespace ui
