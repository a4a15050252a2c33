#pragma once

#include "desktop/Framebuffer.h"
#include "vnc/Move.h"
#include "vnc/MoveVotes.h"
#include "vnc/SearchMemory.h"

#include <QList>

namespace oriel {

/**
 * Finds what of a picture is a copy of the picture before: scrolled text, dragged windows. Exact:
 * each pixel of a move was compared. Not complete: what is small, or was searched in vain in the
 * last frames, is left alone, so that a search costs little where there is nothing to find.
 */
class MoveFinder {
public:
    static constexpr int maxMoves = 8;

    /**
     * `before` and `now` have the same size and are equal in `damage` but for `changed`. Targets
     * are disjoint and lie in `damage`; they may reach over what did not change. `time`: when that
     * was.
     */
    QList<Move> find(const Framebuffer &before, const Framebuffer &now, const QRegion &changed,
                     const QRegion &damage, SearchMemory::Time time);
    void reset() { m_size = {}; }

private:
    struct Search;
    static void trace(Search &search, const QList<QPoint> &candidates);

    QSize m_size; ///< of the pictures that the memory is about
    SearchMemory m_memory;
    MoveVotes m_votes;
};

} // namespace oriel
