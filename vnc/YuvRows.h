#pragma once

#include <array>
#include <cstdint>

namespace oriel {

/**
 * Two rows of pixels (R, G, B, X) as luma and chroma of half the width and height: BT.709 in
 * limited range; chroma is the mean of its four pixels.
 */
struct YuvRows {
    std::array<const std::uint8_t *, 2> pixels; ///< 4 bytes each
    std::array<std::uint8_t *, 2> luma;
    std::uint8_t *blueDifference = nullptr;
    std::uint8_t *redDifference = nullptr;

    /** `count` pixels of each row, an even number. */
    void convert(int count) const;
    /** The same without the processor's vector instructions, from pixel `first` on. */
    void convertPlainly(int first, int count) const;
};

} // namespace oriel
