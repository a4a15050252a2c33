#include "vnc/MoveTrace.h"

#include <algorithm>
#include <cstring>
#include <vector>

namespace oriel {

namespace {

constexpr int cell = 16;     ///< what matches less wide than this may be overlooked
constexpr int stretch = 256; ///< compared at once where much is the same
constexpr int slack = 16; ///< a row that matches this much wider than those above goes on with them
constexpr int minHeight = 4;

struct Run {
    int from = 0;
    int to = 0; ///< one past the last
    bool isTaken = false;
};

/** One row of the new picture and what it would be if it had moved. */
class RowPair {
public:
    RowPair(const std::uint8_t *now, const std::uint8_t *before, int width)
        : m_now(now)
        , m_before(before)
        , m_width(width)
    {
    }

    /** All runs of equal pixels, but for some that are narrow. */
    void findRuns(std::vector<Run> &runs) const
    {
        runs.clear();
        int end = 0; // of the last run
        for (int x = 0; x + cell <= m_width;) {
            if (!isEqual(x, 2) || !isEqual(x, cell)) {
                x += cell;
                continue;
            }
            int from = x;
            while (from > end && isEqual(from - 1, 1))
                --from;
            end = endOfRun(x + cell);
            runs.push_back({from, end});
            x = std::max(end, x + cell);
        }
    }

private:
    bool isEqual(int x, int count) const
    {
        const std::size_t offset = std::size_t(x) * Framebuffer::bytesPerPixel;
        return std::memcmp(m_now + offset, m_before + offset,
                           std::size_t(count) * Framebuffer::bytesPerPixel)
            == 0;
    }

    int endOfRun(int x) const
    {
        while (x + stretch <= m_width && isEqual(x, stretch))
            x += stretch;
        while (x + cell <= m_width && isEqual(x, cell))
            x += cell;
        while (x < m_width && isEqual(x, 1))
            ++x;
        return x;
    }

    const std::uint8_t *m_now;
    const std::uint8_t *m_before;
    int m_width;
};

/** Joins the runs of row after row to rectangles. */
class RectGrower {
public:
    void addRow(int y, std::vector<Run> &runs)
    {
        std::size_t kept = 0;
        for (QRect &rect : m_open) {
            const auto run = std::find_if(runs.begin(), runs.end(), [&rect](const Run &r) {
                return r.from <= rect.left() && r.to > rect.right()
                    && r.to - r.from - rect.width() <= slack;
            });
            if (run == runs.end()) {
                close(rect);
                continue;
            }
            run->isTaken = true;
            rect.setBottom(y);
            m_open[kept++] = rect;
        }
        m_open.resize(kept);
        for (const Run &run : runs) {
            if (!run.isTaken)
                m_open.push_back(QRect(run.from, y, run.to - run.from, 1));
        }
    }

    QList<QRect> finish()
    {
        for (const QRect &rect : m_open)
            close(rect);
        m_open.clear();
        return m_closed;
    }

private:
    void close(const QRect &rect)
    {
        if (rect.height() >= minHeight)
            m_closed.append(rect);
    }

    std::vector<QRect> m_open;
    QList<QRect> m_closed;
};

} // namespace

QList<QRect> traceMove(const Framebuffer &before, const Framebuffer &now, const QRect &area,
                       QPoint by)
{
    Q_ASSERT(before.size() == now.size());
    const QRect whole(QPoint(), now.size());
    const QRect inside = area & whole & whole.translated(by);
    if (inside.isEmpty())
        return {};
    const auto pixels = [](const Framebuffer &picture, QPoint at) {
        return picture.row(at.y()) + std::size_t(at.x()) * Framebuffer::bytesPerPixel;
    };
    RectGrower grower;
    std::vector<Run> runs;
    for (int y = 0; y < inside.height(); ++y) {
        const QPoint target = inside.topLeft() + QPoint(0, y);
        RowPair(pixels(now, target), pixels(before, target - by), inside.width()).findRuns(runs);
        grower.addRow(y, runs);
    }
    QList<QRect> rects = grower.finish();
    for (QRect &rect : rects)
        rect.translate(inside.topLeft());
    return rects;
}

} // namespace oriel
