#pragma once

#include "tests/bench/client/Decoder.h"
#include "tests/bench/client/JpegPicture.h"

namespace oriel::bench {

/** Encoding 21: a JPEG picture, which may leave out tables that came before. */
class JpegDecoder : public Decoder {
public:
    void decode(RfbReader &reader, const Rect &rect, Framebuffer &framebuffer) override;

private:
    using Segment = std::vector<std::uint8_t>;

    std::vector<Segment> m_quantisation; ///< the tables that came last
    std::vector<Segment> m_huffman;
    JpegPicture m_picture;
};

} // namespace oriel::bench
