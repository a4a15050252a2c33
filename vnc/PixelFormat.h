#pragma once

#include <QtGlobal>

namespace oriel {

/** PIXEL_FORMAT, RFC 6143 §7.4. */
struct PixelFormat {
    quint8 bitsPerPixel = 32;
    quint8 depth = 24;
    bool bigEndian = false;
    bool trueColour = true;
    quint16 redMax = 255;
    quint16 greenMax = 255;
    quint16 blueMax = 255;
    quint8 redShift = 0;
    quint8 greenShift = 8;
    quint8 blueShift = 16;

    /**
     * True if pixels can be made of it: 8, 16 or 32 bits, channels that lie inside them and
     * apart. A colour map must have 8 bits; the other fields mean nothing then.
     */
    bool isUsable() const;

    friend bool operator==(const PixelFormat &, const PixelFormat &) = default;
};

} // namespace oriel
