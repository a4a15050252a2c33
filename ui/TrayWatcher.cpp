#include "ui/TrayWatcher.h"

#include <algorithm>
#include <utility>

namespace oriel {

TrayWatcher::TrayWatcher(Probe probe, QObject *parent)
    : QObject(parent)
    , m_probe(std::move(probe))
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::VeryCoarseTimer);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        m_delay = delayAfter(m_delay);
        check();
    });
}

void TrayWatcher::start()
{
    m_delay = firstDelay;
    check();
}

std::chrono::milliseconds TrayWatcher::delayAfter(std::chrono::milliseconds delay)
{
    return std::min<std::chrono::milliseconds>(delay * 2, longestDelay);
}

void TrayWatcher::check()
{
    if (m_probe()) {
        m_timer.stop();
        emit available();
    } else {
        m_timer.start(m_delay);
    }
}

} // namespace oriel
