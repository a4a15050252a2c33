#include "tests/bench/client/Comparison.h"

#include <array>
#include <cmath>
#include <cstdio>
#include <stdexcept>

namespace oriel::bench::Comparison {

namespace {

/** BT.601, as in JPEG. */
double luma(const std::uint8_t *rgb) { return 0.299 * rgb[0] + 0.587 * rgb[1] + 0.114 * rgb[2]; }

double square(double value) { return value * value; }

std::string decibels(double squares, double samples)
{
    if (squares == 0)
        return "null";
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.2f",
                  10 * std::log10(255.0 * 255.0 * samples / squares));
    return text.data();
}

Rect parseRect(const std::string &text)
{
    std::array<int, 4> numbers{};
    std::size_t at = 0;
    try {
        for (int &number : numbers) {
            std::size_t used = 0;
            number = std::stoi(text.substr(at), &used);
            at += used;
            const bool last = &number == &numbers.back();
            if (last ? at != text.size() : text.at(at++) != ',')
                throw std::invalid_argument(text);
        }
    } catch (const std::logic_error &) {
        throw std::runtime_error("not X,Y,W,H: " + text);
    }
    return {numbers[0], numbers[1], numbers[2], numbers[3]};
}

} // namespace

std::string json(const RgbImage &a, const RgbImage &b, const Rect &area)
{
    if (a.width != b.width || a.height != b.height)
        throw std::runtime_error("the pictures have different sizes");
    if (area.x < 0 || area.y < 0 || area.width < 1 || area.height < 1
        || area.x + area.width > a.width || area.y + area.height > a.height)
        throw std::runtime_error("the area is not inside of the pictures");
    double colours = 0;
    double lumas = 0;
    std::size_t equal = 0;
    for (int y = area.y; y < area.y + area.height; ++y) {
        for (int x = area.x; x < area.x + area.width; ++x) {
            const std::size_t at = 3 * (static_cast<std::size_t>(y) * a.width + x);
            const std::uint8_t *one = a.bytes.data() + at;
            const std::uint8_t *other = b.bytes.data() + at;
            double sum = 0;
            for (int channel = 0; channel < 3; ++channel)
                sum += square(one[channel] - other[channel]);
            if (sum == 0) {
                ++equal;
                continue;
            }
            colours += sum;
            lumas += square(luma(one) - luma(other));
        }
    }
    const double pixels = static_cast<double>(area.width) * area.height;
    std::array<char, 32> share{};
    std::snprintf(share.data(), share.size(), "%.6f", static_cast<double>(equal) / pixels);
    return "{\"psnr\":" + decibels(colours, 3 * pixels) + ",\"exact\":" + share.data()
        + ",\"lumaPsnr\":" + decibels(lumas, pixels) + '}';
}

std::string ofFiles(const std::vector<std::string> &arguments)
{
    const bool hasRect = arguments.size() == 4 && arguments[2] == "--rect";
    if (arguments.size() != 2 && !hasRect)
        throw std::runtime_error("--compare A.ppm B.ppm [--rect X,Y,W,H]");
    const RgbImage a = Ppm::read(arguments[0]);
    const RgbImage b = Ppm::read(arguments[1]);
    return json(a, b, hasRect ? parseRect(arguments[3]) : Rect{0, 0, a.width, a.height});
}

} // namespace oriel::bench::Comparison
