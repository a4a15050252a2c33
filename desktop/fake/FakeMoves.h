#pragma once

#include "desktop/Framebuffer.h"

#include <QRect>

namespace oriel {

/**
 * A picture in which nearly everything that changes has moved, and that a test can verify pixel by
 * pixel. Frame n shows, from above, with T(x, y, seed) for a texture that never repeats:
 * - the code of FakePattern at the top left;
 * - a window of T(…, 3), 110 by 90, its corner at (5 n mod (width - 110), 8 + 3 n mod (height -
 * 98));
 * - a page of T(…, 2) that scrolls up by 7 rows a frame, from (16, 24) to the middle and to 16
 * above the bottom;
 * - a wall of T(…, 1).
 */
class FakeMoves {
public:
    static constexpr QSize minimumSize{256, 128};

    static void paint(Framebuffer &framebuffer, quint32 frame);
    static quint32 pixel(QSize size, quint32 frame, int x, int y); ///< R | G << 8 | B << 16

private:
    static QRect windowOf(QSize size, quint32 frame);
    static quint32 texture(int x, int y, quint32 seed);
};

} // namespace oriel
