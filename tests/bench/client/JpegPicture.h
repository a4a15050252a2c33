#pragma once

#include "tests/bench/client/Framebuffer.h"

#include <memory>

namespace oriel::bench {

/** Decodes JPEG pictures into places of the framebuffer. */
class JpegPicture {
public:
    JpegPicture();

    /** Throws std::runtime_error if it is broken, or of another size. */
    void draw(const std::uint8_t *data, std::size_t size, const Rect &rect,
              Framebuffer &framebuffer);

private:
    struct Destroy {
        void operator()(void *handle) const;
    };

    std::unique_ptr<void, Destroy> m_handle;
};

} // namespace oriel::bench
