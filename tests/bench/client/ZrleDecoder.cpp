#include "tests/bench/client/ZrleDecoder.h"

#include <algorithm>
#include <array>
#include <span>
#include <stdexcept>

namespace oriel::bench {

namespace {

constexpr int side = 64;
constexpr std::size_t pixelSize = 3;

/** What the zlib stream gave for one rectangle. */
class Bytes {
public:
    explicit Bytes(std::span<const std::uint8_t> bytes)
        : m_bytes(bytes)
    {
    }

    const std::uint8_t *take(std::size_t count)
    {
        if (count > m_bytes.size())
            throw std::runtime_error("a ZRLE rectangle is cut short");
        const std::uint8_t *taken = m_bytes.data();
        m_bytes = m_bytes.subspan(count);
        return taken;
    }

    unsigned int u8() { return *take(1); }

    Rgb pixel()
    {
        const std::uint8_t *bytes = take(pixelSize);
        return {bytes[0], bytes[1], bytes[2]};
    }

    /** 1 and the sum of bytes up to the first that is not 255. */
    int runLength()
    {
        int length = 1;
        for (;;) {
            const unsigned int byte = u8();
            length += static_cast<int>(byte);
            if (byte != 255)
                return length;
        }
    }

private:
    std::span<const std::uint8_t> m_bytes;
};

/** A tile's pixels, one after the other. */
class Pen {
public:
    Pen(const Rect &tile, Framebuffer &framebuffer)
        : m_tile(tile)
        , m_framebuffer(framebuffer)
        , m_left(tile.width * tile.height)
    {
    }

    bool isDone() const { return m_left == 0; }

    void draw(const Rgb &colour, int count)
    {
        if (count > m_left)
            throw std::runtime_error("a ZRLE run is longer than its tile");
        for (; count > 0; --count) {
            const int done = m_tile.width * m_tile.height - m_left;
            m_framebuffer.set(m_tile.x + done % m_tile.width, m_tile.y + done / m_tile.width,
                              colour);
            --m_left;
        }
    }

private:
    Rect m_tile;
    Framebuffer &m_framebuffer;
    int m_left;
};

using Palette = std::array<Rgb, 128>;

void drawPacked(Bytes &bytes, const Rect &tile, const Palette &palette, unsigned int size,
                Framebuffer &framebuffer)
{
    const int bits = size == 2 ? 1 : size <= 4 ? 2 : 4;
    const unsigned int mask = (1U << bits) - 1;
    for (int y = 0; y < tile.height; ++y) {
        const std::uint8_t *row = bytes.take(static_cast<std::size_t>(tile.width * bits + 7) / 8);
        for (int x = 0; x < tile.width; ++x) {
            const int shift = 8 - bits - x * bits % 8;
            framebuffer.set(tile.x + x, tile.y + y, palette[row[x * bits / 8] >> shift & mask]);
        }
    }
}

void drawTile(Bytes &bytes, const Rect &tile, Framebuffer &framebuffer)
{
    constexpr unsigned int plainRuns = 128;
    constexpr unsigned int longestPacked = 16;
    const unsigned int kind = bytes.u8();
    const bool hasRuns = kind >= plainRuns;
    const unsigned int size = kind % plainRuns;
    if (kind == 0) {
        framebuffer.putRgb(tile, bytes.take(pixelSize * tile.width * tile.height));
        return;
    }
    if (kind == plainRuns + 1 || (!hasRuns && size > longestPacked))
        throw std::runtime_error("a ZRLE tile of an unknown kind");
    Palette palette{};
    for (unsigned int i = 0; i < size; ++i)
        palette[i] = bytes.pixel();
    if (kind == 1) {
        framebuffer.fill(tile, palette[0]);
        return;
    }
    if (!hasRuns) {
        drawPacked(bytes, tile, palette, size, framebuffer);
        return;
    }
    for (Pen pen(tile, framebuffer); !pen.isDone();) {
        if (kind == plainRuns) {
            const Rgb colour = bytes.pixel();
            pen.draw(colour, bytes.runLength());
        } else {
            const unsigned int index = bytes.u8();
            pen.draw(palette[index % 128], index >= 128 ? bytes.runLength() : 1);
        }
    }
}

} // namespace

void ZrleDecoder::decode(RfbReader &reader, const Rect &rect, Framebuffer &framebuffer)
{
    const std::uint32_t size = reader.u32();
    // No tile takes more than runs of single pixels do.
    const std::size_t tiles = static_cast<std::size_t>((rect.width + side - 1) / side)
        * ((rect.height + side - 1) / side);
    const std::size_t most = tiles * (1 + 127 * pixelSize)
        + (pixelSize + 1) * static_cast<std::size_t>(rect.width) * rect.height;
    Bytes bytes(m_inflater.inflate(reader.take(size), size, most));
    for (int y = 0; y < rect.height; y += side) {
        for (int x = 0; x < rect.width; x += side) {
            drawTile(bytes,
                     {rect.x + x, rect.y + y, std::min(side, rect.width - x),
                      std::min(side, rect.height - y)},
                     framebuffer);
        }
    }
}

} // namespace oriel::bench
