#pragma once

#include <sys/types.h>

#include <cstdint>

namespace keeper {

// How long all threads of a process have run, in nanoseconds; of anybody's process. 0: there is none. One that has not
// run in between has done nothing.
std::uint64_t processClock(pid_t pid);

}  // namespace keeper
