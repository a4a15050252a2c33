#include "proxy/PingTimer.h"

namespace oriel {

PingTimer::PingTimer(const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_lastLife(clock.now())
    , m_timer(clock.makeTimer([this] { tick(); }))
{
    m_timer->start(interval);
}

PingTimer::~PingTimer() = default;

void PingTimer::noteLife()
{
    m_lastLife = m_clock.now();
    m_silent = false;
}

void PingTimer::watchClosely(bool closely)
{
    if (std::exchange(m_closely, closely) != closely)
        m_timer->start(closely ? closeInterval : interval);
}

void PingTimer::tick()
{
    m_timer->start(m_closely ? closeInterval : interval);
    const auto silence = m_clock.now() - m_lastLife;
    if (silence > patience) {
        emit peerLost();
        return;
    }
    emit pingDue();
    if (m_closely && silence >= closePatience && !std::exchange(m_silent, true))
        emit peerSilent();
}

} // namespace oriel
