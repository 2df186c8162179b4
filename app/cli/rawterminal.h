#pragma once

#include <termios.h>

#include <QtGlobal>

#include "core/keeper/terminalsize.h"

namespace cli {

// The terminal on stdin in raw mode, for the life of this object: every key comes as the bytes that it sends, none means
// anything here.
class RawTerminal final
{
public:
    RawTerminal();
    ~RawTerminal();
    Q_DISABLE_COPY_MOVE(RawTerminal)

    // Both stdin and stdout are terminals.
    static bool isThere();
    // Of the terminal on stdout.
    static keeper::TerminalSize size();

private:
    termios m_before{};
};

}  // namespace cli
