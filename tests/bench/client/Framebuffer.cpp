#include "tests/bench/client/Framebuffer.h"

#include <cstring>
#include <stdexcept>
#include <string>

namespace oriel::bench {

Framebuffer::Framebuffer(int width, int height)
    : m_width(width)
    , m_height(height)
    , m_pixels(static_cast<std::size_t>(stride()) * height)
{
}

void Framebuffer::check(const Rect &rect) const
{
    const bool inside = rect.x >= 0 && rect.y >= 0 && rect.x + rect.width <= m_width
        && rect.y + rect.height <= m_height;
    if (!inside)
        throw std::runtime_error("a rectangle is outside of the screen: "
                                 + std::to_string(rect.width) + 'x' + std::to_string(rect.height)
                                 + '+' + std::to_string(rect.x) + '+' + std::to_string(rect.y));
}

void Framebuffer::set(int x, int y, const Rgb &colour)
{
    std::uint8_t *pixel = at(x, y);
    pixel[0] = colour.red;
    pixel[1] = colour.green;
    pixel[2] = colour.blue;
}

void Framebuffer::fill(const Rect &rect, const Rgb &colour)
{
    if (rect.width < 1 || rect.height < 1)
        return;
    for (int x = rect.x; x < rect.x + rect.width; ++x)
        set(x, rect.y, colour);
    for (int y = rect.y + 1; y < rect.y + rect.height; ++y)
        std::memcpy(at(rect.x, y), at(rect.x, rect.y), static_cast<std::size_t>(rect.width) * 4);
}

void Framebuffer::copy(const Rect &to, int fromX, int fromY)
{
    const bool down = to.y > fromY;
    for (int i = 0; i < to.height; ++i) {
        const int row = down ? to.height - 1 - i : i;
        std::memmove(at(to.x, to.y + row), at(fromX, fromY + row),
                     static_cast<std::size_t>(to.width) * 4);
    }
}

void Framebuffer::put(const Rect &rect, const std::uint8_t *rgbx)
{
    const std::size_t row = static_cast<std::size_t>(rect.width) * 4;
    for (int y = 0; y < rect.height; ++y, rgbx += row)
        std::memcpy(at(rect.x, rect.y + y), rgbx, row);
}

void Framebuffer::putRgb(const Rect &rect, const std::uint8_t *rgb)
{
    for (int y = rect.y; y < rect.y + rect.height; ++y) {
        std::uint8_t *pixel = at(rect.x, y);
        for (int x = 0; x < rect.width; ++x, pixel += 4, rgb += 3) {
            pixel[0] = rgb[0];
            pixel[1] = rgb[1];
            pixel[2] = rgb[2];
        }
    }
}

} // namespace oriel::bench
