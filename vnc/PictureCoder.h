#pragma once

#include "vnc/CodedCache.h"
#include "vnc/JpegCoder.h"
#include "vnc/RfbTypes.h"

#include <QList>
#include <QRegion>

#include <optional>

namespace oriel {

/**
 * Finds the photographic parts of the picture and codes them as JPEG for the Tight encoding
 * (rfbproto, Tight): once for all clients that are sent the same parts at the same quality. Lives
 * in the vnc thread.
 */
class PictureCoder {
public:
    PictureCoder();

    /** From here on `changed` looks different. */
    void forget(const QRegion &changed);
    /** Gives the memory back. */
    void clear();

    /**
     * The quality level, `level` or less, at which `area` takes about so many bytes; the least that
     * is fit to be seen if none does. Told by what was coded so far. One of few, so that clients
     * share them.
     */
    static constexpr int leastLevel = 1;
    int affordableLevel(const QRegion &area, int level, qsizetype bytes) const;

    /** What of `area` is worth JPEG's loss. */
    QRegion find(const Framebuffer &picture, const QRegion &area);
    /**
     * The rectangles of an update that show `area` at a client's quality level, from 0 to 9; none
     * if they could not be coded.
     */
    QList<rfb::CodedRect> encode(const Framebuffer &picture, const QRegion &area, int level);

private:
    /** What all clients may be sent from, together. */
    static constexpr qsizetype cacheBytes = 4 * 1024 * 1024;

    struct Found {
        QRegion area;
        QRegion pictures;
    };

    void learn(int pixels, int level, qsizetype bytes);
    const rfb::CodedRect *coded(const Framebuffer &picture, const QRect &place, int level);

    JpegCoder m_coder;
    std::optional<Found> m_found;   ///< the last question and its answer
    CodedCache m_cache{cacheBytes}; ///< kinds are levels
    double m_density;               ///< bytes a pixel that the usual level takes
};

} // namespace oriel
