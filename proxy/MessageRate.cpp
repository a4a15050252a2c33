#include "proxy/MessageRate.h"

#include <algorithm>

namespace oriel {

MessageRate::MessageRate(int perSecond, Time now)
    : m_perSecond(perSecond)
    , m_last(now)
    , m_left(perSecond * whole)
{
}

bool MessageRate::isSpent(Time now)
{
    const auto gained = std::clamp<Time>(now - m_last, Time(0), std::chrono::seconds(1));
    m_last = now;
    m_left = std::min(m_left + gained.count() * m_perSecond, m_perSecond * whole);
    return m_left < whole;
}

} // namespace oriel
