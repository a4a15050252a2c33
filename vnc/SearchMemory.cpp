#include "vnc/SearchMemory.h"

#include <algorithm>

namespace oriel {

void SearchMemory::reset(QSize size)
{
    m_columns = (size.width() + cellSide - 1) / cellSide;
    const int rows = (size.height() + cellSide - 1) / cellSide;
    m_cells.assign(std::size_t(m_columns) * std::size_t(rows), Cell());
    m_seen.assign(m_cells.size(), m_visit);
}

QRect SearchMemory::cellRect(int index) const
{
    return {index % m_columns * cellSide, index / m_columns * cellSide, cellSide, cellSide};
}

template <typename Visit>
void SearchMemory::visitCells(const QRegion &region, Visit visit)
{
    ++m_visit;
    for (const QRect &rect : region) {
        for (int row = rect.top() / cellSide; row <= rect.bottom() / cellSide; ++row) {
            for (int column = rect.left() / cellSide; column <= rect.right() / cellSide; ++column) {
                const int index = row * m_columns + column;
                if (m_seen[std::size_t(index)] == m_visit)
                    continue;
                m_seen[std::size_t(index)] = m_visit;
                visit(index);
            }
        }
    }
}

QRegion SearchMemory::worthwhile(const QRegion &changed, Time time)
{
    QRegion left = changed;
    visitCells(changed, [this, &left, time](int index) {
        Cell &cell = m_cells[std::size_t(index)];
        if (time - cell.changed > rest)
            cell = {};
        cell.changed = time;
        if (cell.left == 0)
            return;
        --cell.left;
        left -= cellRect(index);
    });
    return left;
}

void SearchMemory::learn(const QRegion &searched, const QRegion &found)
{
    visitCells(searched, [this, &found](int index) {
        Cell &cell = m_cells[std::size_t(index)];
        const bool isInVain = !found.intersects(cellRect(index));
        cell.pause = isInVain ? std::min(2 * cell.pause + 1, maxPause) : 0;
        cell.left = cell.pause;
    });
}

} // namespace oriel
