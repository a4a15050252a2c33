#include "session/AttemptLimiter.h"

#include "session/SourceAddress.h"

#include <algorithm>

namespace oriel {

std::optional<std::chrono::seconds> AttemptLimiter::wait(const QString &address, Time now) const
{
    Time until = m_throttled ? m_allNotBefore : Time(0);
    if (const auto source = m_sources.constFind(sourceOf(address)); source != m_sources.constEnd())
        until = std::max(until, source->notBefore);
    if (until <= now)
        return std::nullopt;
    return std::chrono::ceil<std::chrono::seconds>(until - now);
}

bool AttemptLimiter::noteWrong(const QString &address, Time now)
{
    const QString key = sourceOf(address);
    if (!m_sources.contains(key) && m_sources.size() >= maxSources)
        forgetOldest();
    Source &source = m_sources[key];
    ++source.wrong;
    std::chrono::seconds delay{0};
    if (source.wrong >= freeTries) {
        const int doublings = std::min(source.wrong - freeTries, 12);
        delay = std::min(std::chrono::seconds(1LL << doublings), longestWait);
    }
    source.notBefore = now + delay;
    ++m_wrongInAll;
    if (m_throttled)
        m_allNotBefore = now + exhaustedWait;
    return m_wrongInAll == triesInAll;
}

void AttemptLimiter::noteRight(const QString &address) { m_sources.remove(sourceOf(address)); }

void AttemptLimiter::throttleAll(Time now)
{
    m_throttled = true;
    m_allNotBefore = now + exhaustedWait;
}

void AttemptLimiter::forgetOldest()
{
    const auto oldest = std::min_element(
        m_sources.cbegin(), m_sources.cend(),
        [](const Source &a, const Source &b) { return a.notBefore < b.notBefore; });
    m_sources.erase(oldest);
}

} // namespace oriel
