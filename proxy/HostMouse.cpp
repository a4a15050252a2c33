#include "proxy/HostMouse.h"

#include <utility>

namespace oriel {

HostMouse::HostMouse(const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_timer(clock.makeTimer([this] { tick(); }))
{
}

HostMouse::~HostMouse() = default;

void HostMouse::noteMove(ViewerId mover)
{
    if (mover != 0)
        return;
    const auto now = m_clock.now();
    const auto before = std::exchange(m_lastMove, now);
    if (m_used || now - before > together)
        return;
    m_used = true;
    m_timer->start(rest);
    emit usedChanged(true);
}

/** The timer is left as it is by each move: a mouse that moves costs no restarts. */
void HostMouse::tick()
{
    const auto idle = m_clock.now() - m_lastMove;
    if (idle < rest) {
        m_timer->start(rest - idle);
        return;
    }
    m_used = false;
    emit usedChanged(false);
}

} // namespace oriel
