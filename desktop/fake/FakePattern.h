#pragma once

#include "desktop/Framebuffer.h"

#include <QRegion>

namespace oriel {

/**
 * A picture that a test can verify pixel by pixel. Frame n shows
 * - a code: 32 blocks of 8 by 8 pixels at the top left, white for a set bit of n, lowest first;
 * - a white bar of 16 pixels' width below the code, at x = 4 n mod width;
 * - for the rest R = x, G = y, B = x xor y (mod 256), in every frame the same.
 */
class FakePattern {
public:
    static constexpr int blockSize = 8;
    static constexpr int codeBits = 32;
    static constexpr int barWidth = 16;
    static constexpr QSize minimumSize{codeBits * blockSize, 2 * blockSize};

    static void paintAll(Framebuffer &framebuffer, quint32 frame);
    /** From the picture of the frame before to this one. What changed. */
    static QRegion paintNext(Framebuffer &framebuffer, quint32 frame);

    static quint32 pixel(QSize size, quint32 frame, int x, int y); ///< R | G << 8 | B << 16
    /** The code read from a picture. */
    static quint32 frameOf(const Framebuffer &framebuffer);

private:
    static QRect barOf(QSize size, quint32 frame);
    static void paint(Framebuffer &framebuffer, quint32 frame, const QRect &area);
};

} // namespace oriel
