#pragma once

#include <QList>
#include <QRect>
#include <QRegion>
#include <QSize>

#include <cstdint>
#include <optional>
#include <vector>

namespace oriel {

/**
 * Finds the areas of the screen that keep changing all over, as videos and games do, and that stay
 * where they are. Told what changed in each frame; no clock, no pixels.
 *
 * An area is found about 0.6 s after it began to change at least eight times a second, ends about
 * half a second after it changes less than four times a second, and is given another place or size
 * only if its contents have had that for a third of a second. What is smaller than 160 by 120, or
 * changes in a few places only, is none.
 */
class MotionAreas {
public:
    /** Areas at a time: each takes an encoder here and a decoder at every viewer. */
    static constexpr int most = 3;

    /** The screen's size, for a start and when it changes: all that was known is forgotten. */
    void setSize(QSize size);

    /**
     * A frame changed in `changed`, at a time in milliseconds that never goes back. `moved`: where
     * things were found to have moved from and to. It is left out, since what a scrolled document
     * or a dragged window leaves behind it is no video.
     */
    void addFrame(const QRegion &changed, const QRegion &moved, qint64 milliseconds);
    /** Time goes on without frames. Not needed while there are no areas. */
    void advance(qint64 milliseconds);

    /**
     * The areas now, the oldest first. They do not overlap. Their coordinates are even, except at
     * the right and bottom edge of a screen of odd size.
     */
    QList<QRect> areas() const;

private:
    /** What changed in a tile; its right and bottom are exclusive. */
    struct Extent {
        std::uint8_t left = 255, top = 255, right = 0, bottom = 0;

        void add(const Extent &other);
    };
    /** Sixteen pixels each way. */
    struct Tile {
        Extent now;
        Extent before;
    };
    /** Of a tile, a bit for each of the last slots of time: changed in it. */
    using History = std::uint8_t;
    /** A part of the screen for whom something speaks, but not yet for long enough. */
    struct Candidate {
        QRect rect;       ///< at first; one that drifts away is another
        qint64 since = 0; ///< in slots
    };
    struct Area {
        QRect rect;
        std::optional<Candidate> next; ///< where it seems to be now
    };

    void mark(const QRect &rect);
    void startSlot();
    void judge();
    QList<QRect> busyRects() const;
    QRect trimmed(QRect tiles) const;
    QRect pixels(const QRect &tiles) const;
    int countBusy(const QRect &tiles) const;
    /** Of the tiles of `rect`, how much goes on changing. */
    double aliveShare(const QRect &rect) const;
    void follow(Area &area, const QList<QRect> &rects);
    bool isFree(const QRect &rect, const Area *except) const;
    void findNew(const QList<QRect> &rects);
    std::size_t indexOf(int x, int y) const { return std::size_t(y) * m_columns + x; }

    QSize m_size;
    int m_columns = 0;
    int m_rows = 0;
    std::vector<Tile> m_tiles;
    std::vector<History> m_histories; ///< of the tiles; apart, as all are looked at all the time
    qint64 m_slot = -1;               ///< -1: no frame yet
    QList<Area> m_areas;
    QList<Candidate> m_candidates;
};

} // namespace oriel
