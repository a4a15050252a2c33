#include "vnc/CoveringRects.h"

#include "vnc/Tiles.h"

#include <optional>

namespace oriel {

namespace {

// Pairs of rectangles are compared, each with all parts of the region. What has more parts is
// brought down to a coarser grid first.
constexpr int maxParts = 32;

int area(const QRect &rect) { return rect.width() * rect.height(); }

/** Rectangles that cover a region, and the pixels of each that lie outside. */
class Cover {
public:
    explicit Cover(const QRegion &region)
        : m_region(region)
    {
        for (const QRect &rect : coarsened(region, maxParts))
            m_rects.append(rect);
    }

    const QList<QRect> &rects() const { return m_rects; }

    /** Joins the two that cost least by it; false if none are worth it. */
    bool joinTwo(int price)
    {
        std::optional<QRect> best;
        int least = price;
        for (qsizetype i = 0; i < m_rects.size(); ++i) {
            for (qsizetype j = i + 1; j < m_rects.size(); ++j) {
                const QRect joined = m_rects[i] | m_rects[j];
                const int cost = outside(joined) - outside(m_rects[i]) - outside(m_rects[j]);
                if (cost > least)
                    continue;
                least = cost;
                best = joined;
            }
        }
        if (!best)
            return false;
        m_rects.removeIf([&best](const QRect &rect) { return best->contains(rect); });
        m_rects.append(*best);
        return true;
    }

private:
    int outside(const QRect &rect) const
    {
        int pixels = area(rect);
        for (const QRect &part : m_region)
            pixels -= area(part & rect);
        return pixels;
    }

    const QRegion &m_region;
    QList<QRect> m_rects;
};

} // namespace

QList<QRect> coveringRects(const QRegion &region, int price)
{
    const QRect bounds = region.boundingRect();
    if (area(bounds) - pixelsIn(region) <= price * (region.rectCount() - 1))
        return {bounds};
    Cover cover(region);
    while (cover.joinTwo(price)) { }
    return cover.rects();
}

} // namespace oriel
