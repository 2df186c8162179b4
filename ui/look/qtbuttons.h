#pragma once

class QWidget;

namespace ui {

// Names the buttons that Qt itself puts into tool bars, menu bars and fields below a widget, and leaves without one:
// those that open what has no room, and those that clear. Screen readers would say just "button".
void nameQtButtons(const QWidget &root);

}  // namespace ui
