#include "tests/bench/painter/Texture.h"

#include "tests/bench/painter/Hash.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace oriel::bench::Texture {

namespace {

using Colour = std::array<float, 3>;

float unit(std::uint32_t value) { return static_cast<float>(value & 0xffffU) / 65535.0F; }

float mix(float a, float b, float share) { return a + (b - a) * share; }

/** Smooth noise with a knot every `spacing` pixels. */
class Octave {
public:
    Octave(const QSize &size, int spacing, std::uint32_t seed)
        : m_spacing(spacing)
        , m_columns(size.width() / spacing + 2)
        , m_knots(static_cast<std::size_t>(m_columns) * (size.height() / spacing + 2))
    {
        for (std::size_t i = 0; i < m_knots.size(); ++i)
            m_knots[i] = unit(hash(seed, static_cast<std::uint32_t>(i))) - 0.5F;
    }

    void addRow(int y, float weight, std::vector<float> &row) const
    {
        const float *above = m_knots.data() + static_cast<std::size_t>(y / m_spacing) * m_columns;
        const float *below = above + m_columns;
        const float down = smooth(y % m_spacing);
        int x = 0;
        for (int column = 0; x < static_cast<int>(row.size()); ++column) {
            const float left = mix(above[column], below[column], down);
            const float right = mix(above[column + 1], below[column + 1], down);
            for (int i = 0; i < m_spacing && x < static_cast<int>(row.size()); ++i, ++x)
                row[static_cast<std::size_t>(x)] += weight * mix(left, right, smooth(i));
        }
    }

private:
    float smooth(int step) const
    {
        const float share = static_cast<float>(step) / static_cast<float>(m_spacing);
        return share * share * (3 - 2 * share);
    }

    int m_spacing;
    int m_columns;
    std::vector<float> m_knots;
};

Colour colour(std::uint32_t seed)
{
    return {60 + 150 * unit(hash(seed, 1)), 60 + 150 * unit(hash(seed, 2)),
            60 + 150 * unit(hash(seed, 3))};
}

} // namespace

QImage photograph(const QSize &size, std::uint32_t seed)
{
    constexpr std::array spacings{173, 67, 23, 9, 3};
    constexpr std::array<float, spacings.size()> weights{1.0F, 0.5F, 0.28F, 0.14F, 0.06F};
    constexpr float shading = 130;
    constexpr float grain = 5;
    std::vector<Octave> octaves;
    octaves.reserve(spacings.size());
    for (const int spacing : spacings)
        octaves.emplace_back(size, spacing, hash(seed, static_cast<std::uint32_t>(spacing)));
    const Octave hue(size, 241, hash(seed, 99));
    const Colour top = colour(hash(seed, 10));
    const Colour bottom = colour(hash(seed, 11));
    const Colour tint = colour(hash(seed, 12));

    QImage image(size, QImage::Format_RGB32);
    std::vector<float> light(static_cast<std::size_t>(size.width()));
    std::vector<float> hues(light.size());
    for (int y = 0; y < size.height(); ++y) {
        std::fill(light.begin(), light.end(), 0.0F);
        std::fill(hues.begin(), hues.end(), 0.5F);
        for (std::size_t i = 0; i < octaves.size(); ++i)
            octaves[i].addRow(y, weights[i], light);
        hue.addRow(y, 1, hues);
        const float down = static_cast<float>(y) / static_cast<float>(size.height());
        auto *pixels = reinterpret_cast<QRgb *>(image.scanLine(y));
        for (std::size_t x = 0; x < light.size(); ++x) {
            const std::uint32_t noise =
                hash(seed + static_cast<std::uint32_t>(y), static_cast<std::uint32_t>(x));
            const float added = shading * light[x] + grain * (unit(noise) - 0.5F);
            std::array<int, 3> channels{};
            for (std::size_t c = 0; c < 3; ++c) {
                const float base = mix(mix(top[c], bottom[c], down), tint[c], 0.6F * hues[x]);
                channels[c] = std::clamp(static_cast<int>(std::lround(base + added)), 0, 255);
            }
            pixels[x] = qRgb(channels[0], channels[1], channels[2]);
        }
    }
    return image;
}

} // namespace oriel::bench::Texture
