#pragma once

#include "tests/bench/Barcode.h"
#include "tests/bench/Layout.h"

#include <optional>

namespace oriel::bench {

/** Finds bench_painter's barcodes on a screen, whatever the scene. Pure but for what it saw last.
 */
class CodeWatcher {
public:
    /** The frame whose two barcodes are both there, if that is another one than before. */
    std::optional<int> newFrame(const PixelView &screen);
    /** The key's barcode, if that is another one than before; 0, where it begins, is none. */
    std::optional<int> newKey(const PixelView &screen);

private:
    std::optional<int> findFrame(const PixelView &screen);

    CodePlacement m_placement = CodePlacement::Screen; ///< where a code was last
    int m_frame = -1;
    int m_key = 0;
};

} // namespace oriel::bench
