#pragma once

#include <sys/types.h>

#include <cstdint>
#include <string>
#include <vector>

#include "core/keeper/command.h"
#include "core/keeper/logwriter.h"
#include "core/keeper/stopper.h"

namespace keeper {

// How the main process ended.
struct Ending {
    pid_t pid = 0;  // 0: it was never started
    StartFailure failure;
    int waitStatus = 0;  // wait(2)
    std::int64_t startedMs = 0, endedMs = 0;  // wall clock, since 1970 UTC
    std::int64_t durationMs = 0;  // by the steady clock
    std::uint64_t cpuMs = 0, maxRssBytes = 0;  // getrusage(2) of the reaped processes
    TerminalSize terminal{0, 0};  // the terminal's size; none without one
    bool stopped = false;  // a stop was ordered before it ended
};

// The text of result.json. Times are UTC, ISO 8601 with milliseconds; "exit_code" and "signal" are null where they
// don't apply; "failed_to_start", "stopped", "columns" and "rows" are only there when they apply; "gaps" are
// [offset, length, reason].
std::string resultJson(const Ending &ending, const Stopper &stopper, const LogWriter &log, bool outputOpen);

}  // namespace keeper
