#include "tests/bench/client/TightDecoder.h"

#include <algorithm>
#include <stdexcept>
#include <string>
#include <vector>

namespace oriel::bench {

namespace {

constexpr std::size_t pixelSize = 3;

std::size_t readCompactLength(RfbReader &reader)
{
    std::size_t length = 0;
    for (int shift = 0; shift <= 14; shift += 7) {
        const unsigned int byte = reader.u8();
        // The third byte has eight bits of it.
        length |= static_cast<std::size_t>(shift == 14 ? byte : byte & 0x7fU) << shift;
        if (byte < 0x80)
            break;
    }
    return length;
}

using Palette = std::vector<Rgb>;

Palette readPalette(RfbReader &reader)
{
    Palette palette(std::size_t{reader.u8()} + 1);
    for (Rgb &colour : palette) {
        const std::uint8_t *bytes = reader.take(pixelSize);
        colour = {bytes[0], bytes[1], bytes[2]};
    }
    return palette;
}

void drawPalette(const std::uint8_t *data, const Palette &palette, const Rect &rect,
                 Framebuffer &framebuffer)
{
    const bool mono = palette.size() <= 2;
    const std::size_t row =
        mono ? static_cast<std::size_t>(rect.width + 7) / 8 : static_cast<std::size_t>(rect.width);
    for (int y = 0; y < rect.height; ++y, data += row) {
        for (int x = 0; x < rect.width; ++x) {
            const unsigned int index = mono ? data[x / 8] >> (7 - x % 8) & 1U : data[x];
            if (index >= palette.size())
                throw std::runtime_error("a Tight pixel is not in its palette");
            framebuffer.set(rect.x + x, rect.y + y, palette[index]);
        }
    }
}

/** Each pixel is the difference to what its left, upper and upper left neighbours foretell. */
void drawGradient(const std::uint8_t *data, const Rect &rect, Framebuffer &framebuffer)
{
    const std::size_t row = pixelSize * rect.width;
    // With a pixel of zeros before the first.
    std::vector<std::uint8_t> above(row + pixelSize);
    std::vector<std::uint8_t> current(row + pixelSize);
    for (int y = 0; y < rect.height; ++y, data += row) {
        for (std::size_t i = 0; i < row; ++i) {
            const int foretold = current[i] + above[i + pixelSize] - above[i];
            current[i + pixelSize] =
                static_cast<std::uint8_t>(std::clamp(foretold, 0, 255) + data[i]);
        }
        framebuffer.putRgb({rect.x, rect.y + y, rect.width, 1}, current.data() + pixelSize);
        above.swap(current);
        std::fill_n(current.begin(), pixelSize, std::uint8_t{0});
    }
}

} // namespace

void TightDecoder::decode(RfbReader &reader, const Rect &rect, Framebuffer &framebuffer)
{
    constexpr unsigned int fill = 8;
    constexpr unsigned int jpeg = 9;
    const unsigned int control = reader.u8();
    for (std::size_t i = 0; i < m_streams.size(); ++i) {
        if ((control >> i & 1U) != 0)
            m_streams[i].reset();
    }
    const unsigned int kind = control >> 4;
    if (kind == fill) {
        const std::uint8_t *bytes = reader.take(pixelSize);
        framebuffer.fill(rect, {bytes[0], bytes[1], bytes[2]});
    } else if (kind == jpeg) {
        const std::size_t size = readCompactLength(reader);
        m_picture.draw(reader.take(size), size, rect, framebuffer);
    } else if (kind < fill) {
        drawFiltered(reader, kind, rect, framebuffer);
    } else {
        throw std::runtime_error("an unknown kind of Tight: " + std::to_string(kind));
    }
}

void TightDecoder::drawFiltered(RfbReader &reader, unsigned int control, const Rect &rect,
                                Framebuffer &framebuffer)
{
    enum Filter : unsigned int { Copy, Indexed, Gradient };
    const unsigned int filter = (control & 4U) != 0 ? reader.u8() : 0U;
    const std::size_t stream = control & 3U;
    const std::size_t width = static_cast<std::size_t>(rect.width);
    const std::size_t height = static_cast<std::size_t>(rect.height);
    if (filter == Indexed) {
        const Palette palette = readPalette(reader);
        const std::size_t row = palette.size() <= 2 ? (width + 7) / 8 : width;
        drawPalette(readData(reader, stream, row * height), palette, rect, framebuffer);
    } else if (filter == Copy) {
        framebuffer.putRgb(rect, readData(reader, stream, width * height * pixelSize));
    } else if (filter == Gradient) {
        drawGradient(readData(reader, stream, width * height * pixelSize), rect, framebuffer);
    } else {
        throw std::runtime_error("an unknown filter of Tight: " + std::to_string(filter));
    }
}

const std::uint8_t *TightDecoder::readData(RfbReader &reader, std::size_t stream, std::size_t size)
{
    constexpr std::size_t shortest = 12; // that is compressed
    if (size < shortest)
        return reader.take(size);
    const std::size_t compressed = readCompactLength(reader);
    return m_streams[stream].inflateExactly(reader.take(compressed), compressed, size);
}

} // namespace oriel::bench
