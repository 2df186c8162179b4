#pragma once

namespace cli::exitcode {

// What every command ends with, beside the exit codes of jobs (`run`, `wait`). README and man page list them.
inline constexpr int success = 0;
inline constexpr int failure = 1;  // the answer is no: unknown job, nothing found, could not be done
inline constexpr int usage = 64;  // EX_USAGE: a command line that means nothing
inline constexpr int unavailable = 69;  // EX_UNAVAILABLE: no service can be had
inline constexpr int temporary = 75;  // EX_TEMPFAIL: the service refused us
inline constexpr int configuration =
    78;  // EX_CONFIG: a variable or the settings file holds a value that is not allowed
inline constexpr int timedOut = 124;  // as of timeout(1)
inline constexpr int unknown = 125;  // nobody knows how the job ended, or it was never run
inline constexpr int notStarted = 126;  // the job could not be started
inline constexpr int interrupted = 130;  // SIGINT
inline constexpr int brokenPipe = 141;  // SIGPIPE: nobody reads what is printed any more

}  // namespace cli::exitcode
