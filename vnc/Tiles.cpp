#include "vnc/Tiles.h"

#include <cstring>
#include <vector>

namespace oriel {

namespace {

const std::uint8_t *pixelsAt(const Framebuffer &picture, int x, int y)
{
    return picture.row(y) + std::size_t(x) * Framebuffer::bytesPerPixel;
}

bool differs(const Framebuffer &a, const Framebuffer &b, int x, int y, int width)
{
    return std::memcmp(pixelsAt(a, x, y), pixelsAt(b, x, y),
                       std::size_t(width) * Framebuffer::bytesPerPixel)
        != 0;
}

/** Where the grid's cell that holds `value` begins. */
int floorTo(int value, int cell) { return value - value % cell; }

/** Gathers rectangles band by band, from the top, and joins bands that look the same. */
class BandedRegion {
public:
    /** `marks[i]`: the cell of `cell` pixels that begins at `origin` + i cells is in the band. */
    void addBand(const std::vector<bool> &marks, int origin, int cell, const QRect &band)
    {
        const std::size_t begin = m_rects.size();
        for (std::size_t i = 0; i < marks.size(); ++i) {
            if (!marks[i])
                continue;
            const std::size_t first = i;
            while (i + 1 < marks.size() && marks[i + 1])
                ++i;
            const QRect cells(origin + int(first) * cell, band.top(), int(i - first + 1) * cell,
                              band.height());
            m_rects.push_back(cells & band);
        }
        joinWithBandAbove(begin);
    }

    QRegion region() const
    {
        QRegion result;
        result.setRects(m_rects.data(), int(m_rects.size()));
        return result;
    }

private:
    void joinWithBandAbove(std::size_t begin)
    {
        const std::size_t count = m_rects.size() - begin;
        if (count == begin - m_above && count > 0) {
            bool isSame = true;
            for (std::size_t i = 0; i < count && isSame; ++i) {
                const QRect &above = m_rects[m_above + i];
                const QRect &below = m_rects[begin + i];
                isSame = above.left() == below.left() && above.right() == below.right()
                    && above.bottom() + 1 == below.top();
            }
            if (isSame) {
                for (std::size_t i = 0; i < count; ++i)
                    m_rects[m_above + i].setBottom(m_rects[begin + i].bottom());
                m_rects.resize(begin);
                return;
            }
        }
        m_above = begin;
    }

    std::vector<QRect> m_rects;
    std::size_t m_above = 0; ///< where the last band begins
};

QRegion changedTilesIn(const Framebuffer &before, const Framebuffer &now, const QRect &area)
{
    const int origin = floorTo(area.left(), tileSide);
    std::vector<bool> marks(std::size_t((area.right() - origin) / tileSide + 1));
    BandedRegion changed;
    for (int top = area.top(); top <= area.bottom();) {
        const int end = qMin(floorTo(top, tileSide) + tileSide, area.bottom() + 1);
        marks.assign(marks.size(), false);
        bool isAny = false;
        for (int y = top; y < end; ++y) {
            if (!differs(before, now, area.left(), y, area.width()))
                continue;
            isAny = true;
            for (std::size_t i = 0; i < marks.size(); ++i) {
                const int from = qMax(origin + int(i) * tileSide, area.left());
                const int to = qMin(origin + int(i + 1) * tileSide, area.right() + 1);
                if (!marks[i] && differs(before, now, from, y, to - from))
                    marks[i] = true;
            }
        }
        if (isAny)
            changed.addBand(marks, origin, tileSide,
                            QRect(area.left(), top, area.width(), end - top));
        top = end;
    }
    return changed.region();
}

/** The cells of a grid that `region` touches. */
QRegion touchedCells(const QRegion &region, int cell)
{
    const QRect bounds = region.boundingRect();
    const int left = floorTo(bounds.left(), cell);
    const int top = floorTo(bounds.top(), cell);
    const int columns = (bounds.right() - left) / cell + 1;
    const int rows = (bounds.bottom() - top) / cell + 1;
    std::vector<std::vector<bool>> marks;
    marks.resize(std::size_t(rows), std::vector<bool>(std::size_t(columns)));
    for (const QRect &rect : region) {
        for (int row = (rect.top() - top) / cell; row <= (rect.bottom() - top) / cell; ++row) {
            for (int column = (rect.left() - left) / cell; column <= (rect.right() - left) / cell;
                 ++column)
                marks[std::size_t(row)][std::size_t(column)] = true;
        }
    }
    BandedRegion cells;
    for (int row = 0; row < rows; ++row) {
        const QRect band(left, top + row * cell, columns * cell, cell);
        cells.addBand(marks[std::size_t(row)], left, cell, band & bounds);
    }
    return cells.region();
}

} // namespace

QRegion changedTiles(const Framebuffer &before, const Framebuffer &now, const QRegion &damage)
{
    Q_ASSERT(before.size() == now.size());
    QRegion changed;
    for (const QRect &area : damage &QRect(QPoint(), now.size()))
        changed += changedTilesIn(before, now, area);
    return changed;
}

void copyPixels(Framebuffer &to, const Framebuffer &from, const QRegion &area)
{
    for (const QRect &rect : area) {
        const std::size_t offset = std::size_t(rect.left()) * Framebuffer::bytesPerPixel;
        const std::size_t bytes = std::size_t(rect.width()) * Framebuffer::bytesPerPixel;
        for (int y = rect.top(); y <= rect.bottom(); ++y)
            std::memcpy(to.row(y) + offset, from.row(y) + offset, bytes);
    }
}

QRegion coarsened(const QRegion &region, int maxRects)
{
    QRegion result = region;
    for (int cell = 2 * tileSide; result.rectCount() > maxRects; cell *= 2)
        result = touchedCells(region, cell);
    return result;
}

int pixelsIn(const QRegion &region)
{
    int pixels = 0;
    for (const QRect &rect : region)
        pixels += rect.width() * rect.height();
    return pixels;
}

} // namespace oriel
