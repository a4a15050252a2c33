#include "MovingPicture.h"

#include <QRandomGenerator>

#include <algorithm>
#include <cmath>

namespace oriel {

namespace {

constexpr int side = 1024; // of the relief
constexpr std::size_t noiseSize = 1 << 18;
constexpr int noiseDeviation = 32;

std::size_t cell(int x, int y) { return std::size_t(y & (side - 1)) * side + (x & (side - 1)); }

float smooth(float t) { return t * t * (3 - 2 * t); }

/** Adds bumps of `step` pixels and `height`. */
void addOctave(std::vector<float> &relief, int step, float height, QRandomGenerator &random)
{
    const int points = side / step;
    std::vector<float> values(std::size_t(points) * points);
    for (float &value : values)
        value = float(random.bounded(65536)) / 65535;
    const auto value = [&](int x, int y) { return values[(y % points) * points + x % points]; };
    for (int y = 0; y < side; ++y) {
        const float v = smooth(float(y % step) / float(step));
        for (int x = 0; x < side; ++x) {
            const float u = smooth(float(x % step) / float(step));
            const int i = x / step, j = y / step;
            const float top = std::lerp(value(i, j), value(i + 1, j), u);
            const float bottom = std::lerp(value(i, j + 1), value(i + 1, j + 1), u);
            relief[cell(x, y)] += height * std::lerp(top, bottom, v);
        }
    }
}

/** The same for all, as it takes a while. */
const std::vector<float> &relief()
{
    static const std::vector<float> result = [] {
        QRandomGenerator random(1);
        std::vector<float> heights(std::size_t(side) * side);
        // The smaller, the lower, as in photographs.
        float height = 0.4f;
        for (int step = 256; step >= 2; step /= 2) {
            addOctave(heights, step, height, random);
            height *= 0.65f;
        }
        return heights;
    }();
    return result;
}

const std::vector<signed char> &noise()
{
    static const std::vector<signed char> result = [] {
        QRandomGenerator random(2);
        std::vector<signed char> grains(noiseSize);
        for (signed char &grain : grains) {
            int sum = 0; // of twelve evenly distributed values: nearly Gaussian
            for (int i = 0; i < 12; ++i)
                sum += random.bounded(256) - 128;
            grain = static_cast<signed char>(std::clamp(sum * noiseDeviation / 256, -127, 127));
        }
        return grains;
    }();
    return result;
}

std::uint8_t level(float value) { return std::uint8_t(std::clamp(value + 0.5f, 0.0f, 255.0f)); }

} // namespace

MovingPicture::MovingPicture(QSize size)
    : m_size(size)
    , m_relief(relief())
    , m_noise(noise())
{
}

MovingPicture::Colour MovingPicture::at(double x, double y) const
{
    // Between the pixels too: filmed things do not move by whole ones.
    const int i = int(std::floor(x)), j = int(std::floor(y));
    const float u = float(x - i), v = float(y - j);
    const float top = std::lerp(m_relief[cell(i, j)], m_relief[cell(i + 1, j)], u);
    const float bottom = std::lerp(m_relief[cell(i, j + 1)], m_relief[cell(i + 1, j + 1)], u);
    const float height = std::clamp(1.6f * std::lerp(top, bottom, v) - 0.35f, 0.0f, 1.0f);
    const float other = m_relief[cell(j / 2, i / 2 + 300)];
    return {40 + 190 * height * height, 20 + 200 * height * (0.6f + 0.4f * other),
            60 + 150 * (1 - height) * other};
}

void MovingPicture::paint(Framebuffer &picture, int number, double grain) const
{
    const double panX = 2.3 * number, panY = 40 * std::sin(number * 0.02);
    const int noiseStart = int(std::uint32_t(number) * 2654435761U >> 14);
    const float strength = float(grain / noiseDeviation);
    const double width = m_size.width(), height = m_size.height();
    struct {
        double x, y, radius, shift;
    } const shapes[] = {
        {width * (0.5 + 0.4 * std::sin(number * 0.05)), height * 0.4, height * 0.22, 137},
        {width * (0.5 + 0.35 * std::cos(number * 0.03)), height * 0.7, height * 0.15, 511},
    };
    for (int y = 0; y < m_size.height(); ++y) {
        std::uint8_t *out = picture.row(y);
        for (int x = 0; x < m_size.width(); ++x, out += 4) {
            Colour colour = at(x + panX, y + panY);
            for (const auto &shape : shapes) {
                const double right = x - shape.x, down = y - shape.y;
                const double square = right * right + down * down;
                if (square > shape.radius * shape.radius)
                    continue;
                const double inside = shape.radius - std::sqrt(square);
                const float share = float(std::min(inside / 4, 1.0));
                const Colour own = at(x - shape.x + shape.shift, y - shape.y + shape.shift);
                colour.red = std::lerp(colour.red, 255 - own.red * 0.5f, share);
                colour.green = std::lerp(colour.green, own.blue, share);
                colour.blue = std::lerp(colour.blue, own.green, share);
            }
            const std::size_t at = std::size_t(y) * m_size.width() + x + noiseStart;
            const float noise = strength * m_noise[at % noiseSize];
            out[0] = level(colour.red + noise);
            out[1] = level(colour.green + noise);
            out[2] = level(colour.blue + noise);
            out[3] = 0;
        }
    }
}

} // namespace oriel
