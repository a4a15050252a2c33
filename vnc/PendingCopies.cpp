#include "vnc/PendingCopies.h"

#include <algorithm>
#include <utility>

namespace oriel {

namespace {

// Sixteen bytes on the wire and a blit in the viewer each.
constexpr qsizetype maxRects = 64;
constexpr int minPixels = 256;

int pixelsOf(const QRect &rect) { return rect.width() * rect.height(); }

/** Whether `late`, done after `early`, reads what that wrote. */
bool isSpoilt(const CopyRect &late, const CopyRect &early)
{
    return late.source().intersects(early.target);
}

QList<CopyRect> rectsOf(const QList<Move> &moves)
{
    QList<CopyRect> rects;
    for (const Move &move : moves) {
        for (const QRect &rect : move.target)
            rects.append({rect, move.by});
    }
    return rects;
}

/** The first that spoils none of the others; -1 if all of them do. */
qsizetype harmless(const QList<CopyRect> &rects)
{
    for (qsizetype i = 0; i < rects.size(); ++i) {
        bool spoils = false;
        for (qsizetype j = 0; j < rects.size() && !spoils; ++j)
            spoils = j != i && isSpoilt(rects[j], rects[i]);
        if (!spoils)
            return i;
    }
    return -1;
}

} // namespace

QRegion PendingCopies::targets() const
{
    QRegion all;
    for (const Move &move : m_moves)
        all += move.target;
    return all;
}

void PendingCopies::add(const QRegion &target, QPoint by)
{
    // What has come back to where it was needs no copy.
    if (target.isEmpty() || by.isNull())
        return;
    for (Move &move : m_moves) {
        if (move.by == by) {
            move.target += target;
            return;
        }
    }
    m_moves.append({target, by});
}

void PendingCopies::advance(const QList<Move> &moves, const QRegion &changed)
{
    const QList<Move> before = m_moves;
    remove(changed);
    for (const Move &move : moves)
        remove(move.target);
    for (const Move &move : moves) {
        QRegion direct = move.target;
        for (const Move &earlier : before) {
            const QRegion chained = move.target & earlier.target.translated(move.by);
            direct -= chained;
            add(chained, move.by + earlier.by);
        }
        add(direct, move.by);
    }
}

void PendingCopies::remove(const QRegion &targets)
{
    for (Move &move : m_moves)
        move.target -= targets;
    m_moves.removeIf([](const Move &move) { return move.target.isEmpty(); });
}

QRegion PendingCopies::trim()
{
    QList<CopyRect> rects = rectsOf(m_moves);
    std::sort(rects.begin(), rects.end(), [](const CopyRect &a, const CopyRect &b) {
        return pixelsOf(a.target) > pixelsOf(b.target);
    });
    QRegion givenUp;
    for (qsizetype i = 0; i < rects.size(); ++i) {
        if (i >= maxRects || pixelsOf(rects[i].target) < minPixels)
            givenUp += rects[i].target;
    }
    remove(givenUp);
    return givenUp;
}

PendingCopies::Plan PendingCopies::take(const QRegion &area)
{
    Plan plan;
    plan.givenUp = targets() - area;
    remove(plan.givenUp);
    plan.givenUp += trim();
    QList<CopyRect> rects = rectsOf(std::exchange(m_moves, {}));
    while (!rects.isEmpty()) {
        // In a circle the smallest is the cheapest to send as pixels.
        if (const qsizetype next = harmless(rects); next >= 0) {
            plan.copies.append(rects.takeAt(next));
        } else {
            const auto smallest = std::min_element(
                rects.begin(), rects.end(), [](const CopyRect &a, const CopyRect &b) {
                    return pixelsOf(a.target) < pixelsOf(b.target);
                });
            plan.givenUp += smallest->target;
            rects.erase(smallest);
        }
    }
    return plan;
}

} // namespace oriel
