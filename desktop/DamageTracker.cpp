#include "desktop/DamageTracker.h"

#include <limits>
#include <utility>

namespace oriel {

namespace {

// Pixels it is worth to copy in vain in order to save one rectangle.
constexpr qint64 rectangleCost = 4096;

qint64 area(const QRect &rect) { return qint64(rect.width()) * rect.height(); }

qint64 costOfJoining(const QRect &a, const QRect &b)
{
    return area(a.united(b)) - area(a) - area(b);
}

struct Pair {
    qsizetype first = 0;
    qsizetype second = 0;
    qint64 cost = std::numeric_limits<qint64>::max();
};

Pair cheapestPair(const QList<QRect> &rects)
{
    Pair best;
    for (qsizetype i = 0; i < rects.size(); ++i) {
        for (qsizetype j = i + 1; j < rects.size(); ++j) {
            const qint64 cost = costOfJoining(rects[i], rects[j]);
            if (cost < best.cost)
                best = {i, j, cost};
        }
    }
    return best;
}

// Pairing is cubic in the number of rectangles, so a region of very many is thinned out first:
// neighbours in QRegion's order (top to bottom, left to right) lie close together.
QList<QRect> thinnedOut(const QRegion &region)
{
    const qsizetype limit = 2 * DamageTracker::maxRectangles;
    const qsizetype group = (region.rectCount() + limit - 1) / limit;
    QList<QRect> rects;
    qsizetype n = 0;
    for (const QRect &rect : region) {
        if (n++ % group == 0)
            rects.append(rect);
        else
            rects.last() = rects.last().united(rect);
    }
    return rects;
}

} // namespace

void DamageTracker::resize(QSize size)
{
    m_size = size;
    addAll();
}

void DamageTracker::add(const QRect &rect) { m_region += rect & QRect(QPoint(0, 0), m_size); }

void DamageTracker::add(const QRegion &region) { m_region += region & QRect(QPoint(0, 0), m_size); }

QRegion DamageTracker::take() { return simplified(std::exchange(m_region, QRegion())); }

QRegion DamageTracker::simplified(const QRegion &region)
{
    if (region.rectCount() < 2)
        return region;
    QList<QRect> rects = thinnedOut(region);
    while (rects.size() > 1) {
        const Pair pair = cheapestPair(rects);
        if (pair.cost > rectangleCost && rects.size() <= maxRectangles)
            break;
        rects[pair.first] = rects[pair.first].united(rects[pair.second]);
        rects.removeAt(pair.second);
    }
    QRegion result;
    for (const QRect &rect : std::as_const(rects))
        result += rect;
    return result;
}

} // namespace oriel
