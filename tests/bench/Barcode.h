#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

namespace oriel::bench {

/** 32-bit pixels of somebody else; red and blue may be either way round. */
struct PixelView {
    const std::uint8_t *data = nullptr;
    int width = 0;
    int height = 0;
    std::ptrdiff_t stride = 0;
};

/** As PixelView, to be written. */
struct PixelCanvas {
    std::uint8_t *data = nullptr;
    int width = 0;
    int height = 0;
    std::ptrdiff_t stride = 0;

    PixelView view() const { return {data, width, height, stride}; }
};

/** What a barcode counts. One kind is never read as the other. */
enum class BarcodeKind { Frame, Key };

/**
 * A number in black and white cells that lossy coding leaves readable: 10 × 4 cells of 8 pixels,
 * row by row, white is 1: the sync byte 10110010, the number, its CRC-16 (CCITT, begun with 0xffff
 * for frames and 0x1d0f for keys). barcode.mjs reads the same in a browser.
 */
namespace Barcode {

constexpr int cell = 8;
constexpr int columns = 10;
constexpr int rows = 4;
constexpr int width = columns * cell;
constexpr int height = rows * cell;

/** The whole code must be inside. */
void write(const PixelCanvas &canvas, int x, int y, BarcodeKind kind, std::uint16_t number);

/** Nothing if there is no code just there, or it is damaged, or not wholly inside. */
std::optional<std::uint16_t> read(const PixelView &view, int x, int y, BarcodeKind kind);

} // namespace Barcode
} // namespace oriel::bench
