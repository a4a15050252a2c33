#pragma once

#include "tests/bench/client/Decoder.h"
#include "tests/bench/client/Inflater.h"

namespace oriel::bench {

/** Encoding 6: raw, through one zlib stream. */
class ZlibDecoder : public Decoder {
public:
    void decode(RfbReader &reader, const Rect &rect, Framebuffer &framebuffer) override;

private:
    Inflater m_inflater;
};

} // namespace oriel::bench
