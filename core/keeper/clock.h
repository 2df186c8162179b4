#pragma once

#include <ctime>

#include <cstdint>

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

}  // namespace keeper
