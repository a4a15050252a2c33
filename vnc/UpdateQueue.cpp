#include "vnc/UpdateQueue.h"

#include <algorithm>

namespace oriel {

void UpdateQueue::setSize(QSize size)
{
    m_bounds = QRect(QPoint(), size);
    m_damage = m_bounds;
    m_lossy = {};
    m_requested &= m_bounds;
    m_forced &= m_bounds;
}

void UpdateQueue::request(const QRect &area, bool incremental)
{
    const QRect inside = area & m_bounds;
    m_isRequested = true;
    m_requested += inside;
    if (!incremental) {
        m_isForced = true;
        m_forced += inside;
    }
}

void UpdateQueue::answerWithoutPixels()
{
    if (!m_isForced)
        answered();
}

void UpdateQueue::widenForced()
{
    if (m_isForced)
        m_requested = m_forced = m_bounds;
}

void UpdateQueue::addDamage(const QRegion &damage)
{
    const QRegion inside = damage & m_bounds;
    m_damage += inside;
    m_lossy -= inside;
}

QRegion UpdateQueue::due() const { return m_forced + (m_damage & wanted()); }

QRegion UpdateQueue::take(bool lossy)
{
    QRegion sent = due();
    m_damage -= sent;
    if (lossy)
        m_lossy += sent;
    else
        m_lossy -= sent;
    answered();
    return sent;
}

bool UpdateQueue::canRefine() const
{
    return isWanted() && !hasDue() && m_lossy.intersects(wanted());
}

QRegion UpdateQueue::takeRefinement()
{
    QRegion part;
    int room = refinementPixels;
    const QRegion candidates = m_lossy & wanted();
    for (QRect rect : candidates) {
        if (room <= 0)
            break;
        rect.setHeight(std::clamp(room / rect.width(), 1, rect.height()));
        part += rect;
        room -= rect.width() * rect.height();
    }
    m_lossy -= part;
    answered();
    return part;
}

void UpdateQueue::answered()
{
    m_isRequested = false;
    m_isForced = false;
    m_requested = {};
    m_forced = {};
}

} // namespace oriel
