#pragma once

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
    /** From here on `changed` looks different. */
    void forget(const QRegion &changed);
    /** Gives the memory back. */
    void clear();

    /** What of `area` is worth JPEG's loss. */
    QRegion find(const Framebuffer &picture, const QRegion &area);
    /**
     * The rectangles of an update that show `area` at a client's quality level, from 0 to 9; none
     * if they could not be coded.
     */
    QList<rfb::CodedRect> encode(const Framebuffer &picture, const QRegion &area, int level);

private:
    struct Found {
        QRegion area;
        QRegion pictures;
    };
    struct Coded {
        int level;
        rfb::CodedRect rect;
    };

    const rfb::CodedRect *coded(const Framebuffer &picture, const QRect &place, int level);

    JpegCoder m_coder;
    std::optional<Found> m_found; ///< the last question and its answer
    QList<Coded> m_coded;         ///< latest last
    qsizetype m_bytes = 0;
};

} // namespace oriel
