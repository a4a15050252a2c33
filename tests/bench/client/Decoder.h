#pragma once

#include "tests/bench/client/Framebuffer.h"
#include "tests/bench/client/RfbReader.h"

#include <memory>

namespace oriel::bench {

/**
 * Decodes the rectangles of one encoding into the framebuffer. What is not as the protocol says
 * throws std::runtime_error. A decoder lives as long as the connection: some have a memory.
 */
class Decoder {
public:
    Decoder() = default;
    virtual ~Decoder() = default;
    Decoder(const Decoder &) = delete;
    Decoder &operator=(const Decoder &) = delete;

    /** `rect` is inside the framebuffer. */
    virtual void decode(RfbReader &reader, const Rect &rect, Framebuffer &framebuffer) = 0;

    /** Null for an encoding that is none of pixels. */
    static std::unique_ptr<Decoder> create(std::int32_t encoding);
};

} // namespace oriel::bench
