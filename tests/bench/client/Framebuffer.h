#pragma once

#include "tests/bench/Barcode.h"

#include <cstdint>
#include <vector>

namespace oriel::bench {

struct Rect {
    int x = 0;
    int y = 0;
    int width = 0;
    int height = 0;

    auto operator<=>(const Rect &) const = default;
};

struct Rgb {
    std::uint8_t red = 0;
    std::uint8_t green = 0;
    std::uint8_t blue = 0;
};

/** What the viewer has of the screen: four bytes a pixel, R, G, B and one that means nothing. */
class Framebuffer {
public:
    Framebuffer(int width, int height);

    int width() const { return m_width; }
    int height() const { return m_height; }
    /** From one row to the next, in bytes. */
    std::ptrdiff_t stride() const { return std::ptrdiff_t{m_width} * 4; }
    PixelView view() const { return {m_pixels.data(), m_width, m_height, stride()}; }

    /** Throws std::runtime_error unless the rectangle is inside. */
    void check(const Rect &rect) const;

    std::uint8_t *at(int x, int y)
    {
        return m_pixels.data() + y * stride() + std::ptrdiff_t{x} * 4;
    }
    void set(int x, int y, const Rgb &colour);
    void fill(const Rect &rect, const Rgb &colour);
    /** From another place in here; they may overlap. */
    void copy(const Rect &to, int fromX, int fromY);
    /** From rows of R, G, B, X without gaps. */
    void put(const Rect &rect, const std::uint8_t *rgbx);
    /** From rows of R, G, B without gaps. */
    void putRgb(const Rect &rect, const std::uint8_t *rgb);

private:
    int m_width;
    int m_height;
    std::vector<std::uint8_t> m_pixels;
};

} // namespace oriel::bench
