#pragma once

#include "desktop/Framebuffer.h"

#include <QList>
#include <QPoint>
#include <QRegion>

#include <cstdint>
#include <vector>

namespace oriel {

/**
 * Guesses by how much parts of a picture have moved: pieces of the new one that occur exactly once
 * in the old one vote for their displacement. What is flat or periodic occurs often and is silent.
 */
class MoveVotes {
public:
    /**
     * Moves straight up or down in `area`: what eight rows show in each of a few narrow columns
     * is looked up among all rows of the same columns.
     */
    QList<QPoint> scrolls(const Framebuffer &before, const Framebuffer &now, const QRect &area);
    /**
     * Moves in any direction. Pixels whose neighbourhood has a rare property are the same ones in
     * both pictures, however they moved; the blocks around them are compared. It is enough to look
     * at every n-th row of the old picture and here and there at n rows in a row of the new one:
     * for each displacement one of the n falls on one that was looked at.
     */
    QList<QPoint> drags(const Framebuffer &before, const Framebuffer &now, const QRegion &area);

private:
    static constexpr int maxCandidates = 8;

    /** Open addressing; a key that comes twice has no place. */
    class Places {
    public:
        static constexpr int none = -1;
        /** Room for so many keys; more are not taken. */
        void clear(std::size_t keys);
        void add(std::uint64_t key, int place);
        int placeOf(std::uint64_t key) const;

    private:
        static constexpr int empty = -2;
        struct Slot {
            std::uint64_t key = 0;
            int place = empty;
        };
        std::size_t slotOf(std::uint64_t key) const;
        std::vector<Slot> m_slots;
        std::size_t m_free = 0;
    };

    struct Votes {
        QPoint by;
        int count = 0;
    };

    template <typename Visit>
    static void visitAnchors(const Framebuffer &picture, int y, int left, int right, quint32 mask,
                             Visit visit);
    void voteInStrip(const Framebuffer &before, const Framebuffer &now, const QRect &strip);
    void vote(QPoint by);
    QList<QPoint> elected(int minVotes);

    Places m_places;
    std::vector<Votes> m_votes;
    std::vector<std::uint64_t> m_rowsBefore;
    std::vector<std::uint64_t> m_rowsNow;
};

} // namespace oriel
