#include "tests/bench/client/RawDecoder.h"

namespace oriel::bench {

void RawDecoder::decode(RfbReader &reader, const Rect &rect, Framebuffer &framebuffer)
{
    framebuffer.put(rect, reader.take(static_cast<std::size_t>(rect.width) * rect.height * 4));
}

} // namespace oriel::bench
