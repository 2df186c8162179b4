#pragma once

#include <QString>

#include "core/result.h"

namespace ui {

// The application's id: of its desktop file, on D-Bus and for the compositor.
inline constexpr QLatin1StringView applicationId{"io.github.jobdeck.Jobdeck"};

// "Start at login": $XDG_CONFIG_HOME/autostart/ID.desktop (freedesktop.org's Desktop Application Autostart
// Specification), which starts `program --background`.
class Autostart final
{
public:
    explicit Autostart(const QString &program);

    [[nodiscard]] QString file() const { return m_file; }
    // Desktops switch it off by Hidden=true, or by X-GNOME-Autostart-enabled=false.
    [[nodiscard]] bool isOn() const;
    core::Result<void> set(bool on);

private:
    QString m_program, m_file;
};

}  // namespace ui
