#pragma once

#include <sys/types.h>

#include "core/keeper/terminalsize.h"
#include "core/keeper/uniquefd.h"

namespace keeper {

// The two sides of a pseudo-terminal in the usual settings (echo, whole lines, "\n" printed as "\r\n"). As long as
// somebody holds the slave, the master's output has no end.
struct Terminal {
    UniqueFd master, slave;

    // False with errno(3).
    bool open(TerminalSize size);
};

// Either side will do. The programs in the foreground get SIGWINCH when the size changes.
bool setSize(int terminal, TerminalSize size);
// Also one that is not allowed, if a program has set it.
TerminalSize sizeOf(int terminal);

// Makes the terminal the calling process's own, in a session of its own. For a process that leads no group yet.
void takeTerminal(int slave);

// Whether what is typed is taken in lines but not shown (ICANON without ECHO), as for passwords.
bool hidesInput(int terminal);

// The byte that means the end of input at the beginning of a line (VEOF, usually ^D), as the job has set it.
char endOfInput(int master);

}  // namespace keeper
