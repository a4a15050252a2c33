#include "vnc/MoveFinder.h"

#include "vnc/MoveTrace.h"
#include "vnc/Tiles.h"

namespace oriel {

namespace {

// About a line of text in a terminal: below that there is little to win.
constexpr int minChangedPixels = 4096;
// A rectangle that saves less is not worth its header and the viewer's blit.
constexpr int minMovedPixels = 256;
// The best guesses come first: after so many that were wrong the others hardly are worth the time.
constexpr int maxWrongGuesses = 3;

} // namespace

/** One search: what is found so far, and where something may still be found. */
struct MoveFinder::Search {
    const Framebuffer &before;
    const Framebuffer &now;
    QRegion changed; ///< and not moved yet
    QRegion free;    ///< where targets may lie yet
    QList<Move> moves;
};

void MoveFinder::trace(Search &search, const QList<QPoint> &candidates)
{
    int wrongGuesses = 0;
    for (const QPoint &by : candidates) {
        if (search.moves.size() == maxMoves || wrongGuesses == maxWrongGuesses
            || pixelsIn(search.changed) < minMovedPixels)
            return;
        QRegion target;
        for (const QRect &area : search.free &search.changed.boundingRect()) {
            const QList<QRect> matches = traceMove(search.before, search.now, area, by);
            for (const QRect &match : matches) {
                const QRegion useful = search.changed & match;
                if (pixelsIn(useful) >= minMovedPixels)
                    target += useful.boundingRect();
            }
        }
        if (target.isEmpty()) {
            ++wrongGuesses;
            continue;
        }
        search.moves.append({target, by});
        search.changed -= target;
        search.free -= target;
    }
}

QList<Move> MoveFinder::find(const Framebuffer &before, const Framebuffer &now,
                             const QRegion &changed, const QRegion &damage, SearchMemory::Time time)
{
    Q_ASSERT(before.size() == now.size());
    if (pixelsIn(changed) < minChangedPixels)
        return {};
    if (m_size != now.size()) {
        m_size = now.size();
        m_memory.reset(m_size);
    }
    const QRegion searched = m_memory.worthwhile(changed, time);
    if (pixelsIn(searched) < minChangedPixels)
        return {};

    Search search{before, now, changed, damage, {}};
    trace(search, m_votes.scrolls(before, now, searched.boundingRect()));
    const QRegion rest = searched & search.changed;
    if (pixelsIn(rest) >= minChangedPixels && search.moves.size() < maxMoves)
        trace(search, m_votes.drags(before, now, rest));
    m_memory.learn(searched, changed - search.changed);
    return search.moves;
}

} // namespace oriel
