#pragma once

#include <algorithm>
#include <chrono>
#include <optional>

namespace oriel {

/**
 * Time by which the rate of changes is judged. A frame is made when a viewer asks for one: while
 * none does, because its line is slow, a film changes as before and nobody sees how often. So the
 * time until the next question counts only in part. Pure: the clock's time is passed in.
 */
class WatchedTime {
public:
    using Time = std::chrono::milliseconds; ///< of a monotonic clock

    /** Of the time between a frame and the next question: what changes in each frame is video. */
    static constexpr Time most{100};

    void noteAsked(Time now)
    {
        if (!m_asked)
            m_asked = now;
    }
    void notePublished(Time now)
    {
        m_sum = at(now);
        m_published = now;
        m_asked.reset();
    }
    Time at(Time now) const
    {
        const Time asked = m_asked.value_or(now);
        return m_sum + std::min(asked - m_published, most) + (now - asked);
    }

private:
    Time m_sum{0};
    Time m_published{0};
    std::optional<Time> m_asked;
};

} // namespace oriel
