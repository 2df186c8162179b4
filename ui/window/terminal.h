#pragma once

#include <QString>

namespace ui {

// Opens the person's terminal program in the folder: $TERMINAL, else the first that is installed. False: there is none.
bool openTerminal(const QString &folder);

}  // namespace ui
