#include "desktop/x11/ChangeFinder.h"

#include <cstring>

namespace oriel {

namespace {

std::size_t offsetOf(const QRect &tile)
{
    return std::size_t(tile.left()) * Framebuffer::bytesPerPixel;
}

std::size_t bytesOf(const QRect &tile)
{
    return std::size_t(tile.width()) * Framebuffer::bytesPerPixel;
}

} // namespace

Framebuffer &ChangeFinder::scratch(QSize size)
{
    if (!m_scratch || m_scratch->size() != size)
        m_scratch = std::make_unique<Framebuffer>(size);
    return *m_scratch;
}

QRegion ChangeFinder::apply(Framebuffer &shown)
{
    Q_ASSERT(m_scratch && m_scratch->size() == shown.size());
    const QRect whole(QPoint(0, 0), shown.size());
    QRegion changed;
    for (int y = 0; y < shown.height(); y += tileSize) {
        for (int x = 0; x < shown.width(); x += tileSize) {
            const QRect tile = QRect(x, y, tileSize, tileSize) & whole;
            if (!differs(shown, tile))
                continue;
            copy(shown, tile);
            changed += tile;
        }
    }
    return changed;
}

bool ChangeFinder::differs(const Framebuffer &shown, const QRect &tile) const
{
    for (int y = tile.top(); y <= tile.bottom(); ++y) {
        if (std::memcmp(shown.row(y) + offsetOf(tile), m_scratch->row(y) + offsetOf(tile),
                        bytesOf(tile))
            != 0)
            return true;
    }
    return false;
}

void ChangeFinder::copy(Framebuffer &shown, const QRect &tile) const
{
    for (int y = tile.top(); y <= tile.bottom(); ++y)
        std::memcpy(shown.row(y) + offsetOf(tile), m_scratch->row(y) + offsetOf(tile),
                    bytesOf(tile));
}

} // namespace oriel
