#include "tests/bench/client/CopyRectDecoder.h"

namespace oriel::bench {

void CopyRectDecoder::decode(RfbReader &reader, const Rect &rect, Framebuffer &framebuffer)
{
    const int fromX = reader.u16();
    const int fromY = reader.u16();
    framebuffer.check({fromX, fromY, rect.width, rect.height});
    framebuffer.copy(rect, fromX, fromY);
}

} // namespace oriel::bench
