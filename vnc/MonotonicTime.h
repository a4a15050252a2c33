#pragma once

#include <chrono>

namespace oriel {

/** Now, as those in vnc/ that are passed their time count it: `Time` is theirs. */
template <typename Time>
Time monotonicTime()
{
    return std::chrono::floor<Time>(std::chrono::steady_clock::now().time_since_epoch());
}

} // namespace oriel
