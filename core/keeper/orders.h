#pragma once

#include <cstdint>
#include <string>

#include "core/keeper/logformat.h"
#include "core/keeper/terminalsize.h"

namespace keeper {

// What the service orders a keeper to do, read from its command line:
//   --job-dir DIR --socket PATH [--control-fd N] --cwd DIR --shell PATH --command STRING
//   [--terminal 1 [--columns N --rows N]] [--timeout-ms N] [--grace-ms N]
//   --segment-bytes N --head-segments N --max-segments N [--nofile N]
//   [--claim FILE]
// The job's environment is the keeper's own.
struct Orders {
    std::string jobDir;  // exists
    std::string socket;  // where the keeper listens for services
    int controlFd = -1;  // a connected socket to the service that started it; -1: none
    std::string cwd;
    std::string shell;  // runs `shell -c command`
    std::string command;
    std::string claim;  // a file that only the one keeper which may run the job can have removed; empty: none
    bool terminal = false;  // it runs on a pseudo-terminal
    TerminalSize size;  // of that
    std::int64_t timeoutMs = 0;  // 0: none
    std::uint32_t graceMs = 5000;  // between SIGTERM and SIGKILL when the time is over
    LogLimits limits{};
    std::uint64_t descriptorLimit = 0;  // soft RLIMIT_NOFILE of the job; 0: as it is

    // False, with a sentence in `error`, when something is missing or wrong.
    bool parse(int argc, char **argv, std::string &error);

    // The last part of jobDir.
    [[nodiscard]] std::string jobId() const;
};

}  // namespace keeper
