#pragma once

#include <sys/time.h>

#include <cstdint>
#include <ctime>

namespace keeper {

inline std::int64_t readClockMs(clockid_t clock)
{
    timespec time{};
    ::clock_gettime(clock, &time);
    return std::int64_t(time.tv_sec) * 1000 + time.tv_nsec / 1000000;
}

// Milliseconds since 1970 UTC; may jump.
inline std::int64_t wallMs()
{
    return readClockMs(CLOCK_REALTIME);
}

// Milliseconds of a clock that never jumps and also runs while the machine sleeps.
inline std::int64_t steadyMs()
{
    return readClockMs(CLOCK_BOOTTIME);
}

inline std::uint64_t milliseconds(const timeval &time)
{
    return std::uint64_t(time.tv_sec) * 1000 + std::uint64_t(time.tv_usec) / 1000;
}

}  // namespace keeper
