#pragma once

#include "tests/bench/client/Decoder.h"

namespace oriel::bench {

/** Encoding 1: pixels that are here already. */
class CopyRectDecoder : public Decoder {
public:
    void decode(RfbReader &reader, const Rect &rect, Framebuffer &framebuffer) override;
};

} // namespace oriel::bench
