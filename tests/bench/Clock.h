#pragma once

#include <cstdint>
#include <ctime>

namespace oriel::bench {

constexpr std::int64_t nanosecondsPerSecond = 1'000'000'000;

/** CLOCK_MONOTONIC, which all processes of a machine share. */
inline std::int64_t monotonicNanoseconds()
{
    timespec now{};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * nanosecondsPerSecond + now.tv_nsec;
}

} // namespace oriel::bench
