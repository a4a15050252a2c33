#pragma once

#include "tests/bench/client/Decoder.h"

namespace oriel::bench {

/** Encoding 0: the pixels as they are. */
class RawDecoder : public Decoder {
public:
    void decode(RfbReader &reader, const Rect &rect, Framebuffer &framebuffer) override;
};

} // namespace oriel::bench
