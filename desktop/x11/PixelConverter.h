#pragma once

#include <QSize>

#include <cstddef>
#include <cstdint>
#include <optional>

namespace oriel {

/** How an X server lays out the pixels of a TrueColor image. */
struct PixelLayout {
    int bitsPerPixel = 32; ///< 16 or 32
    bool bigEndian = false;
    std::uint32_t redMask = 0xff0000;
    std::uint32_t greenMask = 0x00ff00;
    std::uint32_t blueMask = 0x0000ff;
};

/**
 * Turns server pixels into the Framebuffer's R, G, B, 0. The layout that nearly every server has
 * (32 bits, bytes B, G, R, X) goes through vector code; all others take a slower way. A value.
 */
class PixelConverter {
public:
    /** Nothing if pixels like these can't be converted. */
    static std::optional<PixelConverter> forLayout(const PixelLayout &layout);

    /** `from` and `to` don't overlap; strides in bytes. */
    void convert(const std::uint8_t *from, std::size_t fromStride, std::uint8_t *to,
                 std::size_t toStride, QSize size) const;
    int bytesPerPixel() const { return m_layout.bitsPerPixel / 8; }

private:
    /** One of the three colours: `(pixel & mask) >> shift`, widened to 8 bits. */
    struct Channel {
        std::uint32_t mask;
        int shift;
        std::uint32_t maximum;
        std::uint8_t of(std::uint32_t pixel) const;
    };
    explicit PixelConverter(const PixelLayout &layout);
    static Channel channel(std::uint32_t mask);
    std::uint32_t load(const std::uint8_t *from) const;
    void convertRowSlowly(const std::uint8_t *from, std::uint8_t *to, int width) const;

    PixelLayout m_layout;
    Channel m_red;
    Channel m_green;
    Channel m_blue;
    bool m_fast;
};

} // namespace oriel
