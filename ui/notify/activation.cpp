#include "ui/notify/activation.h"

#include <QWidget>
#include <QWindow>

namespace ui {

namespace {

constexpr char tokenVariable[] = "XDG_ACTIVATION_TOKEN";

}  // namespace

QString takeActivationToken()
{
    QString token;
    for (const char *variable : {tokenVariable, "DESKTOP_STARTUP_ID"}) {
        if (token.isEmpty())
            token = qEnvironmentVariable(variable);
        qunsetenv(variable);
    }
    return token;
}

void activateWindow(QWidget &window, const QString &activationToken)
{
    if (window.isMinimized())
        window.showNormal();
    else
        window.show();
    // Qt's Wayland plugin takes the token from here.
    if (!activationToken.isEmpty())
        qputenv(tokenVariable, activationToken.toUtf8());
    window.raise();
    window.activateWindow();
    if (QWindow *handle = window.windowHandle())
        handle->requestActivate();
    qunsetenv(tokenVariable);
}

}  // namespace ui
