#include "vnc/YuvRows.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace oriel {

namespace {

constexpr int bytesPerPixel = 4;

// BT.709's factors, scaled to the limited range, times 2 to the 15th: they just fit 16 bits. Those
// of a chroma sum up to 0, so that grey has none.
constexpr int shift = 15;
constexpr int yRed = 5983, yGreen = 20127, yBlue = 2032;
constexpr int uRed = -3298, uGreen = -11094, uBlue = 14392;
constexpr int vRed = 14392, vGreen = -13073, vBlue = -1319;
constexpr int lumaOffset = (16 << shift) + (1 << (shift - 1));
// Four pixels are summed up for a chroma.
constexpr int chromaShift = shift + 2;
constexpr int chromaOffset = (128 << chromaShift) + (1 << (chromaShift - 1));

#ifdef __SSE2__

constexpr int step = 16; // pixels

/** Factors for red and blue, and for green, as one multiplication of 16-bit pairs takes them. */
struct Factors {
    __m128i redBlue, green;

    Factors(int red, int greenFactor, int blue)
        : redBlue(_mm_set1_epi32((red & 0xFFFF) | blue * 0x10000))
        , green(_mm_set1_epi32(greenFactor & 0xFFFF))
    {
    }
};

/** Pixels taken apart: 16 bits of red, 16 of blue; 16 of green, 16 of nothing. */
struct Pixels {
    __m128i redBlue, green;

    static Pixels load(const std::uint8_t *from)
    {
        const __m128i four = _mm_loadu_si128(reinterpret_cast<const __m128i *>(from));
        return {_mm_and_si128(four, _mm_set1_epi32(0x00FF00FF)),
                _mm_and_si128(_mm_srli_epi32(four, 8), _mm_set1_epi32(0xFF))};
    }
    __m128i weighted(const Factors &by, int offset) const
    {
        const __m128i sum =
            _mm_add_epi32(_mm_madd_epi16(redBlue, by.redBlue), _mm_madd_epi16(green, by.green));
        return _mm_add_epi32(sum, _mm_set1_epi32(offset));
    }
};

Pixels operator+(const Pixels &a, const Pixels &b)
{
    return {_mm_add_epi16(a.redBlue, b.redBlue), _mm_add_epi16(a.green, b.green)};
}

/** Of eight pixels each sum of two neighbours. */
__m128i neighbours(__m128i a, __m128i b)
{
    const __m128 x = _mm_castsi128_ps(a), y = _mm_castsi128_ps(b);
    return _mm_add_epi16(_mm_castps_si128(_mm_shuffle_ps(x, y, _MM_SHUFFLE(2, 0, 2, 0))),
                         _mm_castps_si128(_mm_shuffle_ps(x, y, _MM_SHUFFLE(3, 1, 3, 1))));
}

Pixels neighbours(const Pixels &a, const Pixels &b)
{
    return {neighbours(a.redBlue, b.redBlue), neighbours(a.green, b.green)};
}

using Sixteen = std::array<Pixels, 4>;

Sixteen loadSixteen(const std::uint8_t *from)
{
    return {Pixels::load(from), Pixels::load(from + 16), Pixels::load(from + 32),
            Pixels::load(from + 48)};
}

void storeLuma(const Sixteen &pixels, const Factors &factors, std::uint8_t *to)
{
    __m128i y[4];
    for (int i = 0; i < 4; ++i)
        y[i] = _mm_srai_epi32(pixels[i].weighted(factors, lumaOffset), shift);
    const __m128i bytes =
        _mm_packus_epi16(_mm_packs_epi32(y[0], y[1]), _mm_packs_epi32(y[2], y[3]));
    _mm_storeu_si128(reinterpret_cast<__m128i *>(to), bytes);
}

void storeChroma(const Pixels &left, const Pixels &right, const Factors &factors, std::uint8_t *to)
{
    const __m128i a = _mm_srai_epi32(left.weighted(factors, chromaOffset), chromaShift);
    const __m128i b = _mm_srai_epi32(right.weighted(factors, chromaOffset), chromaShift);
    const __m128i words = _mm_packs_epi32(a, b);
    _mm_storel_epi64(reinterpret_cast<__m128i *>(to), _mm_packus_epi16(words, words));
}

#endif

} // namespace

void YuvRows::convert(int count) const
{
    int x = 0;
#ifdef __SSE2__
    // What compilers make of the plain loop takes three times as long. SSE2 is what every x86-64
    // has; AVX2 gained nothing.
    const Factors toY(yRed, yGreen, yBlue), toU(uRed, uGreen, uBlue), toV(vRed, vGreen, vBlue);
    for (; x + step <= count; x += step) {
        const Sixteen upper = loadSixteen(pixels[0] + x * bytesPerPixel);
        const Sixteen lower = loadSixteen(pixels[1] + x * bytesPerPixel);
        storeLuma(upper, toY, luma[0] + x);
        storeLuma(lower, toY, luma[1] + x);
        const Pixels left = neighbours(upper[0] + lower[0], upper[1] + lower[1]);
        const Pixels right = neighbours(upper[2] + lower[2], upper[3] + lower[3]);
        storeChroma(left, right, toU, blueDifference + x / 2);
        storeChroma(left, right, toV, redDifference + x / 2);
    }
#endif
    convertPlainly(x, count);
}

void YuvRows::convertPlainly(int first, int count) const
{
    for (int x = first; x + 1 < count; x += 2) {
        int red = 0, green = 0, blue = 0;
        for (int row = 0; row < 2; ++row) {
            for (int i = x; i < x + 2; ++i) {
                const std::uint8_t *pixel = pixels[row] + i * bytesPerPixel;
                luma[row][i] = std::uint8_t(
                    (yRed * pixel[0] + yGreen * pixel[1] + yBlue * pixel[2] + lumaOffset) >> shift);
                red += pixel[0];
                green += pixel[1];
                blue += pixel[2];
            }
        }
        blueDifference[x / 2] = std::uint8_t(
            (uRed * red + uGreen * green + uBlue * blue + chromaOffset) >> chromaShift);
        redDifference[x / 2] = std::uint8_t(
            (vRed * red + vGreen * green + vBlue * blue + chromaOffset) >> chromaShift);
    }
}

} // namespace oriel
