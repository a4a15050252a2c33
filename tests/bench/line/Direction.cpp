#include "tests/bench/line/Direction.h"

#include <algorithm>
#include <utility>

namespace oriel::bench {

Direction::Direction(const LineProperties &properties, uint32_t seed)
    : m_properties(properties)
    , m_random(seed)
{
}

void Direction::enter(std::span<const std::byte> packet, Clock::time_point now)
{
    if (std::bernoulli_distribution(m_properties.loss)(m_random))
        return;
    const auto begin = std::max(now, m_free);
    if (begin - now > m_properties.queue)
        return;
    const auto bits = static_cast<double>(packet.size()) * 8;
    const std::chrono::duration<double> sending(bits / m_properties.bitsPerSecond);
    m_free = begin + std::chrono::duration_cast<std::chrono::nanoseconds>(sending);
    m_underWay.push_back({m_free + m_properties.delay, {packet.begin(), packet.end()}});
}

std::optional<Clock::time_point> Direction::nextArrival() const
{
    if (m_underWay.empty())
        return std::nullopt;
    return m_underWay.front().arrival;
}

std::vector<std::byte> Direction::takeArrived(Clock::time_point now)
{
    if (m_underWay.empty() || m_underWay.front().arrival > now)
        return {};
    auto bytes = std::move(m_underWay.front().bytes);
    m_underWay.pop_front();
    return bytes;
}

} // namespace oriel::bench
