#pragma once

#include <QtGlobal>

#include <chrono>

namespace oriel {

/**
 * How many messages of a kind a viewer may send: so many a second, with a second's worth at once.
 * What comes faster waits its turn. Pure: time is passed in.
 */
class MessageRate {
public:
    using Time = std::chrono::milliseconds; ///< of a monotonic clock
    /** Who has used up the allowance waits so long before the next ones: not a timer for each. */
    static constexpr Time pause{50};

    MessageRate(int perSecond, Time now);
    /** No message may pass now. */
    bool isSpent(Time now);
    /** One passed. Only if not spent. */
    void count() { m_left -= whole; }

private:
    static constexpr qint64 whole = 1000; ///< a message, in what one a second gains in 1 ms

    qint64 m_perSecond;
    Time m_last;
    qint64 m_left;
};

} // namespace oriel
