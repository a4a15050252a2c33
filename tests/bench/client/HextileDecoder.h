#pragma once

#include "tests/bench/client/Decoder.h"

namespace oriel::bench {

/** Encoding 5: tiles of 16 × 16, raw or as RRE. */
class HextileDecoder : public Decoder {
public:
    void decode(RfbReader &reader, const Rect &rect, Framebuffer &framebuffer) override;

private:
    void decodeTile(RfbReader &reader, const Rect &tile, Framebuffer &framebuffer);

    Rgb m_background;
    Rgb m_foreground;
};

} // namespace oriel::bench
