#pragma once

#include "tests/bench/client/Decoder.h"
#include "tests/bench/client/Inflater.h"

namespace oriel::bench {

/** Encoding 16: tiles of 64 × 64 with palettes and runs, through one zlib stream. */
class ZrleDecoder : public Decoder {
public:
    void decode(RfbReader &reader, const Rect &rect, Framebuffer &framebuffer) override;

private:
    Inflater m_inflater;
};

} // namespace oriel::bench
