#include "tests/bench/Ppm.h"

#include <fstream>
#include <stdexcept>

namespace oriel::bench::Ppm {

void write(const std::string &file, const PixelView &pixels, PixelOrder order)
{
    std::ofstream out(file, std::ios::binary);
    out << "P6\n" << pixels.width << ' ' << pixels.height << "\n255\n";
    const int red = order == PixelOrder::Rgbx ? 0 : 2;
    std::vector<char> line(static_cast<std::size_t>(pixels.width) * 3);
    for (int y = 0; y < pixels.height; ++y) {
        const std::uint8_t *pixel = pixels.data + y * pixels.stride;
        for (std::size_t i = 0; i < line.size(); i += 3, pixel += 4) {
            line[i] = static_cast<char>(pixel[red]);
            line[i + 1] = static_cast<char>(pixel[1]);
            line[i + 2] = static_cast<char>(pixel[2 - red]);
        }
        out.write(line.data(), static_cast<std::streamsize>(line.size()));
    }
    out.close();
    if (!out)
        throw std::runtime_error("can't write " + file);
}

RgbImage read(const std::string &file)
{
    std::ifstream in(file, std::ios::binary);
    std::string magic;
    int most = 0;
    RgbImage image;
    in >> magic >> image.width >> image.height >> most;
    in.get();
    constexpr int widest = 1 << 15;
    if (!in || magic != "P6" || most != 255 || image.width < 1 || image.width > widest
        || image.height < 1 || image.height > widest)
        throw std::runtime_error(file + " is no binary PPM of 8 bits");
    image.bytes.resize(static_cast<std::size_t>(image.width) * image.height * 3);
    in.read(reinterpret_cast<char *>(image.bytes.data()),
            static_cast<std::streamsize>(image.bytes.size()));
    if (!in)
        throw std::runtime_error(file + " is cut short");
    return image;
}

} // namespace oriel::bench::Ppm
