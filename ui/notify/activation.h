#pragma once

#include <QString>

class QWidget;

namespace ui {

// The token with which the program was started (XDG_ACTIVATION_TOKEN, or DESKTOP_STARTUP_ID on X11), taken out of the
// environment so that no job inherits it.
[[nodiscard]] QString takeActivationToken();

// Shows the window and gives it the focus. On Wayland that takes a token of xdg-activation, from whoever was clicked.
void activateWindow(QWidget &window, const QString &activationToken);

}  // namespace ui
