#include "session/InactivityTimer.h"

#include <algorithm>

namespace oriel {

using namespace std::chrono_literals;

InactivityTimer::InactivityTimer(const Clock &clock, std::chrono::milliseconds timeout)
    : m_clock(clock)
    , m_timeout(timeout)
    , m_timer(clock.makeDeadline([this] { tick(); }))
{
}

InactivityTimer::~InactivityTimer() = default;

void InactivityTimer::start()
{
    if (m_end || m_timeout <= m_timeout.zero())
        return;
    m_end = m_clock.now() + m_timeout;
    schedule();
}

void InactivityTimer::noteActivity()
{
    if (!m_end)
        return;
    if (m_clock.now() >= *m_end) { // the machine just woke: this came before the timer
        tick();
        return;
    }
    m_end = m_clock.now() + m_timeout;
    // The timer is left as it is: at its next tick it finds the new end. A moving mouse so costs
    // no timer restarts. Only a warning that people see is taken back at once.
    if (m_warned) {
        m_warned = false;
        emit warning(0s);
        schedule();
    }
}

std::optional<std::chrono::milliseconds> InactivityTimer::left() const
{
    if (!m_end)
        return std::nullopt;
    return std::max(*m_end - m_clock.now(), m_timeout.zero());
}

std::chrono::milliseconds InactivityTimer::warningTime() const
{
    return std::min(longestWarning, m_timeout / 4);
}

void InactivityTimer::tick()
{
    const auto remaining = *left();
    if (remaining <= remaining.zero()) {
        m_end.reset();
        emit expired();
        return;
    }
    if (remaining <= warningTime()) {
        m_warned = true;
        emit warning(std::chrono::ceil<std::chrono::seconds>(remaining));
    }
    schedule();
}

void InactivityTimer::schedule()
{
    const auto remaining = *left();
    if (remaining > warningTime()) {
        m_timer->start(remaining - warningTime());
        return;
    }
    // On to the next whole second before the end.
    const auto whole = std::chrono::ceil<std::chrono::seconds>(remaining) - 1s;
    m_timer->start(std::max(remaining - whole, 1ms));
}

} // namespace oriel
