#pragma once

#include "tests/bench/Barcode.h"

#include <string>
#include <vector>

namespace oriel::bench {

/** A picture of three bytes a pixel. */
struct RgbImage {
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> bytes;
};

/** Which byte of a 32-bit pixel is red. */
enum class PixelOrder { Rgbx, Bgrx };

/** Pictures in files: binary PPM ("P6", 255). All throw std::runtime_error with the file's name. */
namespace Ppm {

void write(const std::string &file, const PixelView &pixels, PixelOrder order);
RgbImage read(const std::string &file);

} // namespace Ppm
} // namespace oriel::bench
