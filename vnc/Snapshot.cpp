#include "vnc/Snapshot.h"

#include "vnc/Tiles.h"

#include <chrono>

namespace oriel {

PictureChange Snapshot::update(const Framebuffer &now, const QRegion &damage, bool wantsMoves)
{
    const QRect whole(QPoint(), now.size());
    if (!m_picture || m_picture->size() != now.size()) {
        m_picture = std::make_unique<Framebuffer>(now.size());
        m_moves.reset();
        copyPixels(*m_picture, now, whole);
        return {whole, {}};
    }
    const QRegion inside = damage & whole;
    const QRegion tiles = changedTiles(*m_picture, now, inside);
    PictureChange change{coarsened(tiles, maxRects), {}};
    if (wantsMoves)
        change.moves =
            m_moves.find(*m_picture, now, change.changed, inside, std::chrono::steady_clock::now());
    copyPixels(*m_picture, now, tiles);
    return change;
}

void Snapshot::clear()
{
    m_picture.reset();
    m_moves.reset();
}

} // namespace oriel
