#pragma once

#include <QIcon>

namespace ui {

// The tray icon: a tile that stands out from light and from dark panels, with the number of running jobs (9+ at most) on
// it, or our glyph when there is none, and for failures that nobody has looked at a diamond with an exclamation mark at
// its corner. Drawn for 16, 22, 24, 32, 48 and 64 pixels.
[[nodiscard]] QIcon trayPicture(int running, bool failed);

}  // namespace ui
