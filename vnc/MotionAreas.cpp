#include "vnc/MotionAreas.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdlib>
#include <utility>

namespace oriel {

namespace {

constexpr int tileSide = 16;
constexpr QSize leastSize(160, 120);
// A tile's history of eight slots is half a second.
constexpr qint64 slotMs = 64;
// Changed in that many of the eight slots: busy enough to begin with, and to go on.
constexpr int busySlots = 4, aliveSlots = 2;
// And in one of the latest three, since what is over can't be the beginning of something.
constexpr int latestSlots = 0b111;
// What changed in a tile is forgotten after four to eight slots.
constexpr int extentSlots = 4;
// Of an area's tiles: to begin with; to go on; and so much that it surely is where it was.
constexpr double leastBusy = 0.5, leastAlive = 0.25, wholeAlive = 0.5;
// An edge row or column with less than this sticks out and does not count.
constexpr double edgeShare = 0.25;
// For that long a candidate has to stay where it is.
constexpr qint64 settleSlots = 5;
// What a frame or two can leave unchanged at the edge of a video.
constexpr int tolerance = tileSide;

// With fewer in all there is no area.
constexpr int fewestBusy =
    int(leastBusy * leastSize.width() * leastSize.height() / (tileSide * tileSide));

/** For each history, as bits count slowly without an instruction for it. */
constexpr std::array<bool, 256> findBusyHistories()
{
    std::array<bool, 256> result{};
    for (unsigned history = 0; history < result.size(); ++history)
        result[history] = std::popcount(history) >= busySlots && history & latestSlots;
    return result;
}

bool isBusy(std::uint8_t history)
{
    static constexpr auto busy = findBusyHistories();
    return busy[history];
}

bool isNear(const QRect &a, const QRect &b)
{
    return std::abs(a.left() - b.left()) <= tolerance && std::abs(a.top() - b.top()) <= tolerance
        && std::abs(a.right() - b.right()) <= tolerance
        && std::abs(a.bottom() - b.bottom()) <= tolerance;
}

QRect tilesOf(const QRect &rect)
{
    return {QPoint(rect.left() / tileSide, rect.top() / tileSide),
            QPoint(rect.right() / tileSide, rect.bottom() / tileSide)};
}

bool isLargeEnough(const QRect &rect)
{
    return rect.width() >= leastSize.width() && rect.height() >= leastSize.height();
}

} // namespace

void MotionAreas::Extent::add(const Extent &other)
{
    left = std::min(left, other.left);
    top = std::min(top, other.top);
    right = std::max(right, other.right);
    bottom = std::max(bottom, other.bottom);
}

void MotionAreas::setSize(QSize size)
{
    m_size = size;
    m_columns = (size.width() + tileSide - 1) / tileSide;
    m_rows = (size.height() + tileSide - 1) / tileSide;
    m_tiles.assign(std::size_t(m_columns) * m_rows, {});
    m_histories.assign(m_tiles.size(), 0);
    m_slot = -1;
    m_areas.clear();
    m_candidates.clear();
}

void MotionAreas::addFrame(const QRegion &changed, const QRegion &moved, qint64 milliseconds)
{
    advance(milliseconds);
    for (const QRect &rect : (moved.isEmpty() ? changed : changed - moved) & QRect({}, m_size))
        mark(rect);
}

void MotionAreas::advance(qint64 milliseconds)
{
    const qint64 slot = milliseconds / slotMs;
    if (m_slot < 0)
        m_slot = slot;
    // After a history's length nothing is left that could change any more.
    m_slot = std::max(m_slot, slot - 2 * 8);
    while (m_slot < slot)
        startSlot();
}

QList<QRect> MotionAreas::areas() const
{
    QList<QRect> result;
    for (const Area &area : m_areas)
        result.append(area.rect);
    return result;
}

void MotionAreas::mark(const QRect &rect)
{
    const QRect tiles = tilesOf(rect);
    const auto inTile = [](int at, int tile) {
        return std::uint8_t(std::clamp(at - tile * tileSide, 0, tileSide));
    };
    for (int y = tiles.top(); y <= tiles.bottom(); ++y) {
        Extent extent;
        extent.top = inTile(rect.top(), y);
        extent.bottom = inTile(rect.bottom() + 1, y);
        for (int x = tiles.left(); x <= tiles.right(); ++x) {
            extent.left = inTile(rect.left(), x);
            extent.right = inTile(rect.right() + 1, x);
            m_tiles[indexOf(x, y)].now.add(extent);
            m_histories[indexOf(x, y)] |= 1;
        }
    }
}

void MotionAreas::startSlot()
{
    judge();
    ++m_slot;
    for (History &history : m_histories)
        history = History(history << 1);
    if (m_slot % extentSlots != 0)
        return;
    for (Tile &tile : m_tiles)
        tile.before = std::exchange(tile.now, {});
}

void MotionAreas::judge()
{
    const QList<QRect> rects = busyRects();
    for (Area &area : m_areas)
        follow(area, rects);
    m_areas.removeIf([this](const Area &area) { return aliveShare(area.rect) < leastAlive; });
    findNew(rects);
}

QList<QRect> MotionAreas::busyRects() const
{
    if (std::count_if(m_histories.begin(), m_histories.end(), isBusy) < fewestBusy)
        return {};
    // Connected groups of busy tiles, by flooding.
    std::vector<bool> seen(m_tiles.size());
    std::vector<QPoint> open;
    QList<QRect> result;
    const auto visit = [&](int x, int y) {
        const std::size_t index = indexOf(x, y);
        if (seen[index])
            return;
        seen[index] = true;
        if (isBusy(m_histories[index]))
            open.emplace_back(x, y);
    };
    for (int row = 0; row < m_rows; ++row) {
        for (int column = 0; column < m_columns; ++column) {
            visit(column, row);
            QRect group(column, row, 0, 0);
            while (!open.empty()) {
                const QPoint at = open.back();
                open.pop_back();
                group.setCoords(std::min(group.left(), at.x()), std::min(group.top(), at.y()),
                                std::max(group.right(), at.x()), std::max(group.bottom(), at.y()));
                const int right = std::min(at.x() + 1, m_columns - 1);
                for (int y = std::max(at.y() - 1, 0); y <= std::min(at.y() + 1, m_rows - 1); ++y) {
                    for (int x = std::max(at.x() - 1, 0); x <= right; ++x)
                        visit(x, y);
                }
            }
            if (group.isEmpty())
                continue;
            const QRect tiles = trimmed(group);
            const double all = double(tiles.width()) * tiles.height();
            const QRect rect = pixels(tiles);
            if (isLargeEnough(rect) && countBusy(tiles) >= leastBusy * all)
                result.append(rect);
        }
    }
    // The largest first: what lies in it, or across its edge, is left out.
    std::sort(result.begin(), result.end(), [](const QRect &a, const QRect &b) {
        return qint64(a.width()) * a.height() > qint64(b.width()) * b.height();
    });
    return result;
}

QRect MotionAreas::trimmed(QRect tiles) const
{
    for (QRect before; before != tiles && !tiles.isEmpty();) {
        before = tiles;
        const auto sticksOut = [&](const QRect &edge) {
            return countBusy(edge) < edgeShare * edge.width() * edge.height();
        };
        const QSize row(before.width(), 1), column(1, before.height());
        if (sticksOut(QRect(before.topLeft(), row)))
            tiles.setTop(before.top() + 1);
        if (sticksOut(QRect(before.bottomLeft(), row)))
            tiles.setBottom(before.bottom() - 1);
        if (sticksOut(QRect(before.topLeft(), column)))
            tiles.setLeft(before.left() + 1);
        if (sticksOut(QRect(before.topRight(), column)))
            tiles.setRight(before.right() - 1);
    }
    return tiles;
}

QRect MotionAreas::pixels(const QRect &tiles) const
{
    int left = m_size.width(), top = m_size.height(), right = 0, bottom = 0;
    for (int y = tiles.top(); y <= tiles.bottom(); ++y) {
        for (int x = tiles.left(); x <= tiles.right(); ++x) {
            if (!isBusy(m_histories[indexOf(x, y)]))
                continue;
            const Tile &tile = m_tiles[indexOf(x, y)];
            Extent extent = tile.now;
            extent.add(tile.before);
            left = std::min(left, x * tileSide + extent.left);
            top = std::min(top, y * tileSide + extent.top);
            right = std::max(right, x * tileSide + extent.right);
            bottom = std::max(bottom, y * tileSide + extent.bottom);
        }
    }
    if (right <= left || bottom <= top)
        return {};
    const QPoint corner(left & ~1, top & ~1);
    const QSize size((right - corner.x() + 1) & ~1, (bottom - corner.y() + 1) & ~1);
    return QRect(corner, size) & QRect({}, m_size);
}

int MotionAreas::countBusy(const QRect &tiles) const
{
    int result = 0;
    for (int y = tiles.top(); y <= tiles.bottom(); ++y) {
        for (int x = tiles.left(); x <= tiles.right(); ++x)
            result += isBusy(m_histories[indexOf(x, y)]);
    }
    return result;
}

double MotionAreas::aliveShare(const QRect &rect) const
{
    const QRect tiles = tilesOf(rect);
    int alive = 0;
    for (int y = tiles.top(); y <= tiles.bottom(); ++y) {
        for (int x = tiles.left(); x <= tiles.right(); ++x)
            alive += std::popcount(m_histories[indexOf(x, y)]) >= aliveSlots;
    }
    return double(alive) / (double(tiles.width()) * tiles.height());
}

void MotionAreas::follow(Area &area, const QList<QRect> &rects)
{
    const auto now = std::find_if(rects.begin(), rects.end(), [&area](const QRect &rect) {
        return rect.intersects(area.rect);
    });
    // Parts of a video often rest. It is elsewhere only if it left its area, or most of it.
    const bool stays =
        now == rects.end() || (area.rect.contains(*now) && aliveShare(area.rect) >= wholeAlive);
    if (stays) {
        area.next.reset();
        return;
    }
    // What it had and still uses belongs to it: a video that grows does not first shrink.
    const QRect next = aliveShare(area.rect) >= wholeAlive ? area.rect | *now : *now;
    if (!area.next || !isNear(area.next->rect, next)) {
        area.next = Candidate{next, m_slot};
        return;
    }
    if (m_slot - area.next->since >= settleSlots && isFree(next, &area)) {
        area.rect = next;
        area.next.reset();
    }
}

bool MotionAreas::isFree(const QRect &rect, const Area *except) const
{
    return std::none_of(m_areas.begin(), m_areas.end(), [&](const Area &area) {
        return &area != except && area.rect.intersects(rect);
    });
}

void MotionAreas::findNew(const QList<QRect> &rects)
{
    QList<Candidate> candidates;
    for (const QRect &rect : rects) {
        if (!isFree(rect, nullptr))
            continue;
        const auto before = std::find_if(
            m_candidates.begin(), m_candidates.end(),
            [&rect](const Candidate &candidate) { return isNear(candidate.rect, rect); });
        const Candidate candidate =
            before == m_candidates.end() ? Candidate{rect, m_slot} : *before;
        if (m_slot - candidate.since < settleSlots)
            candidates.append(candidate);
        else if (m_areas.size() < most)
            m_areas.append({rect, {}});
    }
    m_candidates = candidates;
}

} // namespace oriel
