#include "vnc/PixelFormat.h"

namespace oriel {

bool PixelFormat::isUsable() const
{
    if (bitsPerPixel != 8 && bitsPerPixel != 16 && bitsPerPixel != 32)
        return false;
    if (!trueColour)
        return bitsPerPixel == 8;
    if (depth < 1 || depth > bitsPerPixel)
        return false;

    const struct {
        quint64 max;
        int shift;
    } channels[] = {{redMax, redShift}, {greenMax, greenShift}, {blueMax, blueShift}};
    quint64 taken = 0;
    for (const auto &channel : channels) {
        if (channel.max == 0 || channel.shift >= bitsPerPixel)
            return false;
        const quint64 bits = channel.max << channel.shift;
        if (bits >> bitsPerPixel || bits & taken)
            return false;
        taken |= bits;
    }
    return true;
}

} // namespace oriel
