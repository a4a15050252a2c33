#include "tests/bench/Layout.h"

#include "tests/bench/Barcode.h"

#include <cmath>
#include <numbers>

namespace oriel::bench::Layout {

namespace {

constexpr int margin = 8;

CodePlaces corners(const Point &origin, const Extent &extent)
{
    return {{origin.x + margin, origin.y + margin},
            {origin.x + extent.width - margin - Barcode::width,
             origin.y + extent.height - margin - Barcode::height}};
}

/** Between `low` and `high`, `swings` times there and back in dragPeriod frames. */
int swing(int low, int high, int swings, int frame)
{
    const double angle = 2 * std::numbers::pi * swings * (frame % dragPeriod) / dragPeriod;
    return static_cast<int>(std::lround((low + high) / 2.0 + (high - low) / 2.0 * std::sin(angle)));
}

} // namespace

Point keyCode(const Extent &screen) { return {(screen.width - Barcode::width) / 2, margin}; }

Point videoOrigin(const Extent &screen)
{
    return {(screen.width - video.width) / 2, (screen.height - video.height) / 2};
}

Point windowOrigin(const Extent &screen, int frame)
{
    constexpr int top = Barcode::height + 2 * margin;
    return {swing(margin, screen.width - window.width - margin, 2, frame),
            swing(top, screen.height - window.height - margin, 5, frame)};
}

CodePlaces codes(CodePlacement placement, const Extent &screen, int frame)
{
    switch (placement) {
    case CodePlacement::Screen: break;
    case CodePlacement::Video: return corners(videoOrigin(screen), video);
    case CodePlacement::Window: return corners(windowOrigin(screen, frame), window);
    }
    return corners({}, screen);
}

int period(CodePlacement placement) { return placement == CodePlacement::Window ? dragPeriod : 1; }

std::string json(CodePlacement placement, const Extent &screen)
{
    const auto pair = [](const Point &point) {
        return std::to_string(point.x) + ',' + std::to_string(point.y);
    };
    std::string places;
    for (int frame = 0; frame < period(placement); ++frame) {
        const CodePlaces at = codes(placement, screen, frame);
        places += (frame > 0 ? ",[" : "[") + pair(at.first) + ',' + pair(at.last) + ']';
    }
    return "{\"cell\":" + std::to_string(Barcode::cell)
        + ",\"columns\":" + std::to_string(Barcode::columns)
        + ",\"rows\":" + std::to_string(Barcode::rows) + ",\"key\":[" + pair(keyCode(screen))
        + "],\"period\":" + std::to_string(period(placement)) + ",\"codes\":[" + places + "]}";
}

} // namespace oriel::bench::Layout
