#include "tests/bench/client/ZlibDecoder.h"

namespace oriel::bench {

void ZlibDecoder::decode(RfbReader &reader, const Rect &rect, Framebuffer &framebuffer)
{
    const std::uint32_t size = reader.u32();
    const std::size_t pixels = static_cast<std::size_t>(rect.width) * rect.height;
    framebuffer.put(rect, m_inflater.inflateExactly(reader.take(size), size, pixels * 4));
}

} // namespace oriel::bench
