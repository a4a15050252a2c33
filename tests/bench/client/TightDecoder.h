#pragma once

#include "tests/bench/client/Decoder.h"
#include "tests/bench/client/Inflater.h"
#include "tests/bench/client/JpegPicture.h"

#include <array>

namespace oriel::bench {

/** Encoding 7: one colour, JPEG, or pixels through a filter and one of four zlib streams. */
class TightDecoder : public Decoder {
public:
    void decode(RfbReader &reader, const Rect &rect, Framebuffer &framebuffer) override;

private:
    void drawFiltered(RfbReader &reader, unsigned int control, const Rect &rect,
                      Framebuffer &framebuffer);
    /** Short data comes as it is, longer data through the stream. */
    const std::uint8_t *readData(RfbReader &reader, std::size_t stream, std::size_t size);

    std::array<Inflater, 4> m_streams;
    JpegPicture m_picture;
};

} // namespace oriel::bench
