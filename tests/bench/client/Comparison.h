#pragma once

#include "tests/bench/Ppm.h"
#include "tests/bench/client/Framebuffer.h"

#include <string>

namespace oriel::bench {

/** How much two pictures differ. */
namespace Comparison {

/**
 * {"psnr":dB,"exact":share of equal pixels,"lumaPsnr":dB} within `area`; null for dB where nothing
 * differs. Throws std::runtime_error if the sizes differ or the area is not inside.
 */
std::string json(const RgbImage &a, const RgbImage &b, const Rect &area);

/** bench_client --compare A.ppm B.ppm [--rect X,Y,W,H]: what follows "--compare". */
std::string ofFiles(const std::vector<std::string> &arguments);

} // namespace Comparison
} // namespace oriel::bench
