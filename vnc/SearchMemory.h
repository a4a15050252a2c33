#pragma once

#include <QRegion>
#include <QSize>

#include <chrono>
#include <vector>

namespace oriel {

/**
 * Where searches for moves were in vain lately, so that a video is not searched at each of its
 * frames. An area that yields nothing is left alone for the next one, three, then seven frames in
 * which it changes. Once it has rested for a while, all that is forgotten.
 */
class SearchMemory {
public:
    using Time = std::chrono::steady_clock::time_point;

    /** Another picture: nothing is known of it. */
    void reset(QSize size);
    /** The part of `changed` to search in the frame of this time. */
    QRegion worthwhile(const QRegion &changed, Time time);
    /** What came of searching it. */
    void learn(const QRegion &searched, const QRegion &found);

private:
    static constexpr int cellSide = 128;
    static constexpr int maxPause = 7;
    static constexpr std::chrono::milliseconds rest{200}; ///< slower than any video

    struct Cell {
        Time changed;  ///< last
        int left = 0;  ///< frames to leave out yet
        int pause = 0; ///< how many were left out last
    };

    QRect cellRect(int index) const;
    /** Calls `visit(index)` once for each cell that `region` touches. */
    template <typename Visit>
    void visitCells(const QRegion &region, Visit visit);

    int m_columns = 0;
    std::vector<Cell> m_cells;
    std::vector<int> m_seen; ///< number of the last visit to each cell
    int m_visit = 0;
};

} // namespace oriel
