#pragma once

#include "desktop/Framebuffer.h"

#include <QRegion>

#include <memory>

namespace oriel {

/** Finds damage by comparing pictures in tiles, where no server tells of it. */
class ChangeFinder {
public:
    static constexpr int tileSize = 64;

    /** A picture to capture into. */
    Framebuffer &scratch(QSize size);
    /** Copies to `shown` the tiles in which scratch() differs from it, and names them. */
    QRegion apply(Framebuffer &shown);
    void clear() { m_scratch.reset(); }

private:
    bool differs(const Framebuffer &shown, const QRect &tile) const;
    void copy(Framebuffer &shown, const QRect &tile) const;

    std::unique_ptr<Framebuffer> m_scratch;
};

} // namespace oriel
