#include "vnc/UpdateQueue.h"

#include "vnc/Tiles.h"

#include <algorithm>
#include <utility>

namespace oriel {

void UpdateQueue::setSize(QSize size)
{
    m_bounds = QRect(QPoint(), size);
    m_copies.clear();
    m_damage = m_bounds;
    m_lossy = {};
    m_fresh = {};
    m_recent = {};
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

void UpdateQueue::setTakesCopies(bool takes)
{
    m_takesCopies = takes;
    if (!takes)
        turnIntoDamage(m_copies.take({}).givenUp);
}

void UpdateQueue::addDamage(const QRegion &damage)
{
    const QRegion inside = damage & m_bounds;
    m_copies.remove(inside);
    m_damage += inside;
    m_lossy -= inside;
}

void UpdateQueue::addChange(const PictureChange &change, const QRegion &painted)
{
    if (!m_takesCopies || change.moves.isEmpty())
        return addDamage(change.changed);
    QList<Move> moves;
    QRegion moved;
    QRegion lossy;
    for (const Move &found : change.moves) {
        const Move move = copyable(found, change.changed, painted);
        moves.append(move);
        moved += move.target;
        lossy += (m_lossy & move.source()).translated(move.by);
    }
    const QRegion changed = change.changed & m_bounds;
    m_copies.advance(moves, changed);
    m_damage = (m_damage - moved) + (changed - moved);
    m_lossy = (m_lossy - moved - changed) + lossy;
    m_fresh += lossy;
    turnIntoDamage(m_copies.trim());
}

/** What of a move is right and worth while in this client's picture. */
Move UpdateQueue::copyable(const Move &move, const QRegion &changed, const QRegion &painted) const
{
    const QRegion target = move.target & m_bounds & m_bounds.translated(move.by);
    const QRegion source = target.translated(-move.by);
    const QRegion wrong = (source & (m_damage + painted)).translated(move.by);
    // A copy with loss of what is there without.
    const QRegion worse = (source & m_lossy).translated(move.by) - changed;
    return {target - wrong - worse - painted, move.by};
}

void UpdateQueue::turnIntoDamage(const QRegion &notCopied)
{
    m_damage += notCopied;
    m_lossy -= notCopied;
}

QRegion UpdateQueue::due() const { return m_forced + ((m_damage + m_copies.targets()) & wanted()); }

UpdateQueue::Update UpdateQueue::take()
{
    // A copy that is not done now would read what this update writes: it is given up.
    const PendingCopies::Plan plan = m_copies.take(wanted() - m_forced);
    turnIntoDamage(plan.givenUp + plan.spoilt);
    const QRegion due = m_forced + (m_damage & wanted());
    const QRegion sent = coarsened(due, maxRegionRects) & wanted();
    m_damage -= sent;
    m_lossy -= sent;
    m_isSent = m_isSent || !sent.isEmpty() || !plan.copies.isEmpty();
    answered();
    return {plan.copies, sent};
}

void UpdateQueue::noteLossy(const QRegion &sent)
{
    m_lossy += sent;
    m_fresh += sent;
}

void UpdateQueue::age(qsizetype affordable)
{
    m_recent = std::exchange(m_fresh, {});
    m_hasMoved = std::exchange(m_isSent, false);
    const qsizetype moved = std::exchange(m_bytes, 0);
    const qsizetype share = std::max(moved / motionPerRefinement, lightMotion - moved);
    m_allowance = int(std::min(share, affordable) / losslessBytesPerPixel);
}

bool UpdateQueue::canRefine() const
{
    return isWanted() && !hasDue() && (m_allowance > 0 || !isMoving()) && !atRest().isEmpty();
}

QRegion UpdateQueue::takeRefinement(int pixels)
{
    QRegion part;
    int room = isMoving() ? std::min(pixels, m_allowance) : pixels;
    const QRegion candidates = atRest();
    for (QRect rect : candidates) {
        if (room <= 0)
            break;
        rect.setHeight(std::clamp(room / rect.width(), 1, rect.height()));
        part += rect;
        room -= rect.width() * rect.height();
        m_allowance -= rect.width() * rect.height();
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
