#pragma once

#include "desktop/Framebuffer.h"
#include "vnc/CodedCache.h"
#include "vnc/TightCoder.h"

#include <QList>
#include <QRegion>

#include <optional>

namespace oriel {

/**
 * Codes parts of the picture without loss, once for all clients that are sent them: for desktops
 * with several viewers. For a single one libvncserver's encoder does better, as it goes on where
 * its last rectangle ended. Lives in the vnc thread.
 */
class LosslessCoder {
public:
    void forget(const QRegion &changed) { m_cache.forget(changed); }
    void clear() { m_cache.clear(); }
    /** The rectangles that show `area`, which lies within; nothing if they could not be coded. */
    std::optional<QList<rfb::CodedRect>> encode(const Framebuffer &picture, const QRegion &area);

private:
    static constexpr qsizetype cacheBytes = 4 * 1024 * 1024;

    TightCoder m_coder;
    CodedCache m_cache{cacheBytes};
};

} // namespace oriel
