#include "desktop/x11/PixelConverter.h"

#include <QtGlobal>

#include <bit>
#include <cstring>

namespace oriel {

namespace {

using RowFunction = void (*)(const std::uint8_t *from, std::uint8_t *to, int width);

// The body is the same for each instruction set; inlined into functions that name theirs, it
// becomes one byte shuffle per vector.
inline __attribute__((always_inline)) void swapRedAndBlue(const std::uint8_t *__restrict from,
                                                          std::uint8_t *__restrict to, int width)
{
    for (int x = 0; x < width; ++x) {
        std::uint32_t pixel;
        std::memcpy(&pixel, from + 4 * x, 4);
        pixel = (pixel >> 16 & 0xffU) | (pixel & 0xff00U) | (pixel & 0xffU) << 16;
        std::memcpy(to + 4 * x, &pixel, 4);
    }
}

#if defined(__x86_64__)
__attribute__((target("avx2"), optimize("O3"))) void swapRowAvx2(const std::uint8_t *from,
                                                                 std::uint8_t *to, int width)
{
    swapRedAndBlue(from, to, width);
}

__attribute__((target("ssse3"), optimize("O3"))) void swapRowSsse3(const std::uint8_t *from,
                                                                   std::uint8_t *to, int width)
{
    swapRedAndBlue(from, to, width);
}
#endif

__attribute__((optimize("O3"))) void swapRow(const std::uint8_t *from, std::uint8_t *to, int width)
{
    swapRedAndBlue(from, to, width);
}

RowFunction fastestSwap()
{
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx2"))
        return &swapRowAvx2;
    if (__builtin_cpu_supports("ssse3"))
        return &swapRowSsse3;
#endif
    return &swapRow;
}

bool isContiguous(std::uint32_t mask)
{
    return mask && std::has_single_bit((mask >> std::countr_zero(mask)) + 1ULL);
}

} // namespace

std::optional<PixelConverter> PixelConverter::forLayout(const PixelLayout &layout)
{
    if (layout.bitsPerPixel != 16 && layout.bitsPerPixel != 32)
        return std::nullopt;
    for (const std::uint32_t mask : {layout.redMask, layout.greenMask, layout.blueMask}) {
        if (!isContiguous(mask))
            return std::nullopt;
    }
    return PixelConverter(layout);
}

PixelConverter::PixelConverter(const PixelLayout &layout)
    : m_layout(layout)
    , m_red(channel(layout.redMask))
    , m_green(channel(layout.greenMask))
    , m_blue(channel(layout.blueMask))
    , m_fast(Q_BYTE_ORDER == Q_LITTLE_ENDIAN && layout.bitsPerPixel == 32 && !layout.bigEndian
             && layout.redMask == 0xff0000 && layout.greenMask == 0xff00 && layout.blueMask == 0xff)
{
}

PixelConverter::Channel PixelConverter::channel(std::uint32_t mask)
{
    const int shift = std::countr_zero(mask);
    return {mask, shift, mask >> shift};
}

std::uint8_t PixelConverter::Channel::of(std::uint32_t pixel) const
{
    const std::uint64_t value = (pixel & mask) >> shift;
    return std::uint8_t((value * 255 + maximum / 2) / maximum);
}

void PixelConverter::convert(const std::uint8_t *from, std::size_t fromStride, std::uint8_t *to,
                             std::size_t toStride, QSize size) const
{
    static const RowFunction swap = fastestSwap();
    for (int y = 0; y < size.height(); ++y, from += fromStride, to += toStride) {
        if (m_fast)
            swap(from, to, size.width());
        else
            convertRowSlowly(from, to, size.width());
    }
}

std::uint32_t PixelConverter::load(const std::uint8_t *from) const
{
    std::uint32_t pixel = 0;
    const int bytes = bytesPerPixel();
    for (int i = 0; i < bytes; ++i)
        pixel |= std::uint32_t(from[i]) << 8 * (m_layout.bigEndian ? bytes - 1 - i : i);
    return pixel;
}

void PixelConverter::convertRowSlowly(const std::uint8_t *from, std::uint8_t *to, int width) const
{
    for (int x = 0; x < width; ++x, from += bytesPerPixel(), to += 4) {
        const std::uint32_t pixel = load(from);
        to[0] = m_red.of(pixel);
        to[1] = m_green.of(pixel);
        to[2] = m_blue.of(pixel);
        to[3] = 0;
    }
}

} // namespace oriel
