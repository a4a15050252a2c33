#pragma once

#include "tests/bench/client/Decoder.h"
#include "tests/bench/client/H264Context.h"

#include <list>

namespace oriel::bench {

/** Encoding 50: H.264 with a decoder for each place and size, as many as noVNC keeps. */
class H264Decoder : public Decoder {
public:
    void decode(RfbReader &reader, const Rect &rect, Framebuffer &framebuffer) override;

private:
    H264Context &contextOf(const Rect &rect);

    struct Entry {
        Rect rect;
        std::unique_ptr<H264Context> context;
    };

    std::list<Entry> m_contexts; ///< the one used last comes first
};

} // namespace oriel::bench
