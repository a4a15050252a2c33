#pragma once

#include <string>

namespace oriel::bench {

struct Point {
    int x = 0;
    int y = 0;

    bool operator==(const Point &) const = default;
};

struct Extent {
    int width = 0;
    int height = 0;
};

/** What a frame's two barcodes are fixed to: the corners of whatever changes. */
enum class CodePlacement {
    Screen, ///< the whole screen
    Video,  ///< the video in the middle
    Window, ///< the window that is dragged about
};

/** Where a frame's barcodes are: both show its number once all of it is there. */
struct CodePlaces {
    Point first;
    Point last;

    bool operator==(const CodePlaces &) const = default;
};

/** Where things are on a screen; what bench_painter paints by and bench_client reads by. Pure. */
namespace Layout {

constexpr Extent window{800, 600};
constexpr Extent video{1280, 720};

/** Placement::Window repeats after so many frames. */
constexpr int dragPeriod = 380;

Point keyCode(const Extent &screen);
Point videoOrigin(const Extent &screen);

/** The dragged window's top left corner: a smooth curve below the key's barcode. */
Point windowOrigin(const Extent &screen, int frame);

CodePlaces codes(CodePlacement placement, const Extent &screen, int frame);

/** Frames after which codes() repeats. */
int period(CodePlacement placement);

/** {"cell":8,"columns":10,"rows":4,"key":[x,y],"period":P,"codes":[[x,y,x,y],…]}: by frame % P. */
std::string json(CodePlacement placement, const Extent &screen);

} // namespace Layout
} // namespace oriel::bench
