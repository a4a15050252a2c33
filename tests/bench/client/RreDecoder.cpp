#include "tests/bench/client/RreDecoder.h"

namespace oriel::bench {

namespace {

Rgb readPixel(RfbReader &reader)
{
    const std::uint8_t *bytes = reader.take(4);
    return {bytes[0], bytes[1], bytes[2]};
}

} // namespace

void RreDecoder::decode(RfbReader &reader, const Rect &rect, Framebuffer &framebuffer)
{
    const std::uint32_t count = reader.u32();
    framebuffer.fill(rect, readPixel(reader));
    for (std::uint32_t i = 0; i < count; ++i) {
        const Rgb colour = readPixel(reader);
        Rect part;
        part.x = rect.x + reader.u16();
        part.y = rect.y + reader.u16();
        part.width = reader.u16();
        part.height = reader.u16();
        framebuffer.check(part);
        framebuffer.fill(part, colour);
    }
}

} // namespace oriel::bench
