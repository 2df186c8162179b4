#pragma once

#include <sys/types.h>

#include "core/keeper/orders.h"
#include "core/keeper/uniquefd.h"

namespace keeper {

class ControlGroup;

// A job's main process and our ends of its pipes, or of its terminal: then `input` and `output` are its master side,
// there are no `errors`, and `terminal` is its slave side. That is held as long as the main process lives, which may
// let go of its terminal and open it again; then the output ends when no descendant holds it either.
struct Command {
    pid_t pid = 0;
    UniqueFd input, output, errors;  // non-blocking
    UniqueFd terminal;
};

struct StartFailure {
    const char *stage = nullptr;  // "pipe", "terminal", "fork", "chdir" or "exec"; null: it runs
    int error = 0;  // errno(3)
};

// Runs `shell -c command` in a process group of its own (on a terminal: in a session of its own), with default signal dispositions, an empty signal mask, the
// descriptors 0 to 2 only, the orders' descriptor limit, and JOBDECK_JOB_ID beside our own environment. Returns when
// the program has been executed or could not be.
StartFailure startCommand(const Orders &orders, const ControlGroup &group, Command &command);

}  // namespace keeper
