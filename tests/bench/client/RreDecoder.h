#pragma once

#include "tests/bench/client/Decoder.h"

namespace oriel::bench {

/** Encoding 2: a background and rectangles on it. */
class RreDecoder : public Decoder {
public:
    void decode(RfbReader &reader, const Rect &rect, Framebuffer &framebuffer) override;
};

} // namespace oriel::bench
