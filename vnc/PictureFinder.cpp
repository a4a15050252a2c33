#include "vnc/PictureFinder.h"

#include <QList>

#include <algorithm>
#include <cstring>

namespace oriel::PictureFinder {

namespace {

/** So many rows of a cell, or of what has changed of it, are looked at. */
constexpr int rowsSeen = 4;
/** Of a picture at most this share of pixels equals the one to the left. */
constexpr double mostEqual = 0.25;
/** What has fewer colours than this is not worth JPEG, however it alternates. */
constexpr int fewColours = 24;
/** A rectangle of fewer pixels stays as it is: a JPEG's tables alone are 600 bytes. */
constexpr int smallestPicture = 2 * cellSize * cellSize;
/** The same for what is left of one where only parts of it have changed. */
constexpr int smallestPart = cellSize * cellSize;
/** Rectangles are joined if that adds no more than this to their area. */
constexpr double mostAdded = 0.25;

quint32 pixelAt(const std::uint8_t *row, int x)
{
    quint32 pixel = 0;
    std::memcpy(&pixel, row + x * Framebuffer::bytesPerPixel, sizeof pixel);
    return pixel;
}

/** Counts colours up to fewColours. */
class ColourCount {
public:
    void add(quint32 pixel)
    {
        quint32 slot = (pixel * 2654435761U) >> (32 - slotBits);
        while (m_count < fewColours) {
            if (m_used[slot] && m_slots[slot] == pixel)
                return;
            if (!m_used[slot]) {
                m_used[slot] = true;
                m_slots[slot] = pixel;
                ++m_count;
                return;
            }
            slot = (slot + 1) % (1 << slotBits);
        }
    }
    bool areMany() const { return m_count >= fewColours; }

private:
    static constexpr int slotBits = 6;
    quint32 m_slots[1 << slotBits] = {};
    bool m_used[1 << slotBits] = {};
    int m_count = 0;
};

bool looksLikePicture(const Framebuffer &picture, const QRect &cell)
{
    if (cell.width() < 2)
        return false;
    const int step = std::max(1, cell.height() / rowsSeen);
    const int pairsInRow = cell.width() - 1;
    const int rows = (cell.height() + step - 1) / step;
    const double mostOfAll = mostEqual * pairsInRow * rows;
    int equal = 0;
    int pairs = 0;
    ColourCount colours;
    // A film is asked about again and again: when every second row tells, the others don't count.
    for (const int first : {cell.top(), cell.top() + step}) {
        for (int y = first; y <= cell.bottom(); y += 2 * step) {
            const std::uint8_t *row = picture.row(y);
            quint32 left = pixelAt(row, cell.left());
            for (int x = cell.left() + 1; x <= cell.right(); ++x) {
                const quint32 pixel = pixelAt(row, x);
                equal += pixel == left;
                left = pixel;
                colours.add(pixel);
            }
            pairs += pairsInRow;
            if (equal > mostOfAll)
                return false;
        }
        if (equal <= mostEqual / 2 * pairs && colours.areMany())
            return true;
    }
    return colours.areMany();
}

int areaOf(const QRect &rect) { return rect.width() * rect.height(); }

/** Joins what lies close, again and again: the list is short. */
QList<QRect> joined(const QRegion &region)
{
    QList<QRect> rects(region.begin(), region.end());
    for (qsizetype i = 0; i < rects.size(); ++i) {
        for (qsizetype j = 0; j < rects.size(); ++j) {
            const QRect both = rects[i] | rects[j];
            if (i == j || areaOf(both) > (1 + mostAdded) * (areaOf(rects[i]) + areaOf(rects[j])))
                continue;
            rects[i] = both;
            rects.removeAt(j);
            if (j < i)
                --i;
            j = -1; // it may reach others now
        }
    }
    return rects;
}

QRect cellOf(QPoint at)
{
    return {at.x() / cellSize * cellSize, at.y() / cellSize * cellSize, cellSize, cellSize};
}

/** The cells that `area` touches and that are pictures as a whole. */
QRegion pictureCells(const Framebuffer &picture, const QRegion &area)
{
    QRegion cells;
    const QRect whole(QPoint(), picture.size());
    const QRect bounds = area.boundingRect();
    const int firstX = bounds.left() / cellSize * cellSize;
    for (int y = bounds.top() / cellSize * cellSize; y <= bounds.bottom(); y += cellSize) {
        QRect run; // of picture cells side by side
        for (int x = firstX; x <= bounds.right(); x += cellSize) {
            const QRect cell = QRect(x, y, cellSize, cellSize) & whole;
            if (area.intersects(cell) && looksLikePicture(picture, cell)) {
                run |= cell;
                continue;
            }
            cells += run;
            run = {};
        }
        cells += run;
    }
    return cells;
}

/**
 * What of `area` looks like a picture in cells that don't, as they are only part of it: the edge of
 * a film, the strip that a dragged window leaves. Each rectangle of the region is judged alone.
 */
QRegion edges(const Framebuffer &picture, const QRegion &area, const QRegion &cells)
{
    QRegion edges;
    for (const QRect &rect : area) {
        const QPoint first = cellOf(rect.topLeft()).topLeft();
        for (int y = first.y(); y <= rect.bottom(); y += cellSize) {
            QRect run;
            for (int x = first.x(); x <= rect.right(); x += cellSize) {
                const QRect cell(x, y, cellSize, cellSize);
                const QRect part = rect & cell;
                if (part != cell && !cells.intersects(cell) && looksLikePicture(picture, part)) {
                    run |= part;
                    continue;
                }
                edges += run;
                run = {};
            }
            edges += run;
        }
    }
    return edges;
}

} // namespace

QRegion find(const Framebuffer &picture, const QRegion &area)
{
    const QRegion cells = pictureCells(picture, area);
    QRegion pictures;
    for (const QRect &rect : joined(cells + edges(picture, area, cells))) {
        if (areaOf(rect) >= smallestPicture)
            pictures += rect;
    }
    QRegion result;
    for (const QRect &rect : pictures &area) {
        if (areaOf(rect) >= smallestPart)
            result += rect;
    }
    return result;
}

} // namespace oriel::PictureFinder
