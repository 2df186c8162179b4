#include "ui/window/terminal.h"

#include <QProcess>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace ui {

bool openTerminal(const QString &folder)
{
    for (const QString &name : {qEnvironmentVariable("TERMINAL"), u"xdg-terminal-exec"_s, u"x-terminal-emulator"_s,
                                u"konsole"_s, u"gnome-terminal"_s, u"kgx"_s, u"ptyxis"_s, u"xfce4-terminal"_s,
                                u"alacritty"_s, u"kitty"_s, u"foot"_s, u"xterm"_s}) {
        const QString program = name.isEmpty() ? QString() : QStandardPaths::findExecutable(name);
        if (!program.isEmpty())
            return QProcess::startDetached(program, {}, folder);
    }
    return false;
}

}  // namespace ui
