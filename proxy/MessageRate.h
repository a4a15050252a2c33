#pragma once

#include <chrono>

namespace oriel {

/**
 * How many messages a viewer may send: a thousand a second, with a second's worth at once. What
 * comes faster waits its turn. Pure: time is passed in.
 */
class MessageRate {
public:
    using Time = std::chrono::milliseconds; ///< of a monotonic clock
    static constexpr int perSecond = 1000;
    /** Who has used up the allowance waits so long before the next ones: not a timer for each. */
    static constexpr Time pause{50};

    explicit MessageRate(Time now);
    /** No message may pass now. */
    bool isSpent(Time now);
    /** One passed. Only if not spent. */
    void count() { --m_left; }

private:
    Time m_last;
    int m_left = perSecond;
};

} // namespace oriel
