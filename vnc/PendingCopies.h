#pragma once

#include "vnc/Move.h"

#include <QList>

namespace oriel {

/**
 * Copies that bring a client's picture closer to the present one. All of them read what the client
 * shows before any of them is done; no two have a pixel of their targets in common.
 *
 * They are done in few rectangles, as each is dear to a browser, so more is written than is right:
 * that has to be sent behind them.
 */
class PendingCopies {
public:
    bool isEmpty() const { return m_moves.isEmpty(); }
    QRegion targets() const;
    void clear() { m_moves.clear(); }

    /**
     * The picture went on: `moves` (disjoint, of right pixels only) read the picture that the
     * copies so far lead to, and `changed` is no longer what they lead to.
     */
    void advance(const QList<Move> &moves, const QRegion &changed);
    /** These pixels are brought in another way. */
    void remove(const QRegion &targets);
    /** Leaves out what is hardly worth a rectangle, and tells what that was. */
    QRegion trim();

    struct Plan {
        QList<CopyRect> copies; ///< in an order in which none reads what one before it wrote
        QRegion givenUp;        ///< targets for which there was no such order, or outside `area`
        QRegion spoilt;         ///< in `area`: what the copies write is not right there
    };
    /** Takes all copies, to be done now as far as they lie in `area`. */
    Plan take(const QRegion &area);

private:
    /** A rectangle to be copied, and where that gives the right pixels. */
    struct Part {
        CopyRect rect;
        QRegion right;
    };

    void add(const QRegion &target, QPoint by);
    QList<Part> parts(const QRegion &area) const;
    static qsizetype harmless(const QList<Part> &parts);

    QList<Move> m_moves; ///< at most one of each displacement; none is empty
};

} // namespace oriel
