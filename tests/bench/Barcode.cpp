#include "tests/bench/Barcode.h"

#include <cstring>

namespace oriel::bench::Barcode {

namespace {

constexpr int bits = columns * rows;
constexpr std::uint64_t sync = 0xb2;

// What lies between is neither black nor white: a picture, not a code.
constexpr int darkest = 96;
constexpr int brightest = 160;

std::uint16_t checksum(BarcodeKind kind, std::uint16_t number)
{
    constexpr unsigned int polynomial = 0x1021;
    unsigned int crc = kind == BarcodeKind::Frame ? 0xffff : 0x1d0f;
    for (int bit = 15; bit >= 0; --bit) {
        const unsigned int top = (crc >> 15) ^ (number >> bit);
        crc = (crc << 1) ^ ((top & 1U) != 0 ? polynomial : 0);
    }
    return static_cast<std::uint16_t>(crc);
}

std::uint64_t pattern(BarcodeKind kind, std::uint16_t number)
{
    return sync << 32 | std::uint64_t{number} << 16 | checksum(kind, number);
}

/** The brightness of a cell's middle, where its neighbours do not ring. */
int brightness(const PixelView &view, int x, int y)
{
    constexpr int edge = cell / 4;
    constexpr int inside = cell - 2 * edge;
    int sum = 0;
    for (int row = y + edge; row < y + edge + inside; ++row) {
        const std::uint8_t *pixel = view.data + row * view.stride + std::ptrdiff_t{x + edge} * 4;
        for (int column = 0; column < inside; ++column, pixel += 4)
            sum += pixel[0] + 2 * pixel[1] + pixel[2];
    }
    return sum / (4 * inside * inside);
}

} // namespace

void write(const PixelCanvas &canvas, int x, int y, BarcodeKind kind, std::uint16_t number)
{
    const std::uint64_t code = pattern(kind, number);
    for (int row = 0; row < height; ++row) {
        std::uint8_t *line = canvas.data + (y + row) * canvas.stride + std::ptrdiff_t{x} * 4;
        for (int column = 0; column < columns; ++column) {
            const int bit = bits - 1 - (row / cell * columns + column);
            std::memset(line + column * cell * 4, (code >> bit & 1U) != 0 ? 0xff : 0, cell * 4);
        }
    }
}

std::optional<std::uint16_t> read(const PixelView &view, int x, int y, BarcodeKind kind)
{
    if (x < 0 || y < 0 || x + width > view.width || y + height > view.height)
        return std::nullopt;
    std::uint64_t code = 0;
    for (int i = 0; i < bits; ++i) {
        const int value = brightness(view, x + i % columns * cell, y + i / columns * cell);
        if (value > darkest && value < brightest)
            return std::nullopt;
        code = code << 1 | (value >= brightest ? 1U : 0U);
        // Most places that are tried hold no code: leave them early.
        if (i == 7 && code != sync)
            return std::nullopt;
    }
    const auto number = static_cast<std::uint16_t>(code >> 16);
    if (code != pattern(kind, number))
        return std::nullopt;
    return number;
}

} // namespace oriel::bench::Barcode
