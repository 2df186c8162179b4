#include "app/cli/rawterminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>

namespace cli {

RawTerminal::RawTerminal()
{
    ::tcgetattr(STDIN_FILENO, &m_before);
    termios raw = m_before;
    ::cfmakeraw(&raw);
    ::tcsetattr(STDIN_FILENO, TCSADRAIN, &raw);
}

RawTerminal::~RawTerminal()
{
    ::tcsetattr(STDIN_FILENO, TCSADRAIN, &m_before);
}

bool RawTerminal::isThere()
{
    return ::isatty(STDIN_FILENO) == 1 && ::isatty(STDOUT_FILENO) == 1;
}

keeper::TerminalSize RawTerminal::size()
{
    winsize size{};
    if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0 || size.ws_row == 0)
        return {80, 24};
    return {std::min<quint32>(size.ws_col, keeper::maxTerminalSide),
            std::min<quint32>(size.ws_row, keeper::maxTerminalSide)};
}

}  // namespace cli
