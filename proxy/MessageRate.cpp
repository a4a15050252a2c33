#include "proxy/MessageRate.h"

#include <algorithm>

namespace oriel {

MessageRate::MessageRate(Time now)
    : m_last(now)
{
}

bool MessageRate::isSpent(Time now)
{
    static_assert(perSecond == 1000, "one a millisecond");
    const auto gained = std::clamp<Time>(now - m_last, Time(0), Time(perSecond));
    m_last = now;
    m_left = std::min(m_left + static_cast<int>(gained.count()), perSecond);
    return m_left == 0;
}

} // namespace oriel
