#include "core/keeper/terminal.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

namespace keeper {

namespace {

constexpr char usualEnd = 4;  // ^D

}  // namespace

bool Terminal::open(TerminalSize size)
{
    char name[64];
    master.reset(::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC));
    if (!master.isValid() || ::grantpt(master.get()) != 0 || ::unlockpt(master.get()) != 0
        || ::ptsname_r(master.get(), name, sizeof name) != 0)
        return false;
    slave.reset(::open(name, O_RDWR | O_NOCTTY | O_CLOEXEC));
    return slave.isValid() && setSize(master.get(), size);
}

bool setSize(int terminal, TerminalSize size)
{
    const winsize window{static_cast<unsigned short>(size.rows), static_cast<unsigned short>(size.columns), 0, 0};
    return ::ioctl(terminal, TIOCSWINSZ, &window) == 0;
}

TerminalSize sizeOf(int terminal)
{
    winsize window{};
    if (::ioctl(terminal, TIOCGWINSZ, &window) != 0)
        return {0, 0};
    return {window.ws_col, window.ws_row};
}

void takeTerminal(int slave)
{
    ::setsid();
    ::ioctl(slave, TIOCSCTTY, 0);
}

bool hidesInput(int terminal)
{
    termios settings{};
    return ::tcgetattr(terminal, &settings) == 0 && (settings.c_lflag & ICANON) && !(settings.c_lflag & ECHO);
}

char endOfInput(int master)
{
    termios settings{};
    if (::tcgetattr(master, &settings) != 0 || settings.c_cc[VEOF] == _POSIX_VDISABLE)
        return usualEnd;
    return char(settings.c_cc[VEOF]);
}

}  // namespace keeper
