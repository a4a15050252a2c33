#include "tests/bench/client/HextileDecoder.h"

#include <algorithm>

namespace oriel::bench {

namespace {

constexpr int side = 16;

enum Part : unsigned int {
    IsRaw = 1,
    HasBackground = 2,
    HasForeground = 4,
    HasRects = 8,
    RectsHaveColours = 16,
};

Rgb readPixel(RfbReader &reader)
{
    const std::uint8_t *bytes = reader.take(4);
    return {bytes[0], bytes[1], bytes[2]};
}

} // namespace

void HextileDecoder::decode(RfbReader &reader, const Rect &rect, Framebuffer &framebuffer)
{
    for (int y = 0; y < rect.height; y += side) {
        for (int x = 0; x < rect.width; x += side) {
            decodeTile(reader,
                       {rect.x + x, rect.y + y, std::min(side, rect.width - x),
                        std::min(side, rect.height - y)},
                       framebuffer);
        }
    }
}

void HextileDecoder::decodeTile(RfbReader &reader, const Rect &tile, Framebuffer &framebuffer)
{
    const unsigned int parts = reader.u8();
    if ((parts & IsRaw) != 0) {
        framebuffer.put(tile, reader.take(static_cast<std::size_t>(tile.width) * tile.height * 4));
        return;
    }
    if ((parts & HasBackground) != 0)
        m_background = readPixel(reader);
    if ((parts & HasForeground) != 0)
        m_foreground = readPixel(reader);
    framebuffer.fill(tile, m_background);
    const int count = (parts & HasRects) != 0 ? reader.u8() : 0;
    for (int i = 0; i < count; ++i) {
        const Rgb colour = (parts & RectsHaveColours) != 0 ? readPixel(reader) : m_foreground;
        const int place = reader.u8();
        const int size = reader.u8();
        const Rect part{tile.x + (place >> 4), tile.y + (place & 15), (size >> 4) + 1,
                        (size & 15) + 1};
        framebuffer.check(part);
        framebuffer.fill(part, colour);
    }
}

} // namespace oriel::bench
