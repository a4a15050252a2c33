#include "tests/bench/client/JpegPicture.h"

#include <turbojpeg.h>

#include <stdexcept>

namespace oriel::bench {

void JpegPicture::Destroy::operator()(void *handle) const { tjDestroy(handle); }

JpegPicture::JpegPicture()
    : m_handle(tjInitDecompress())
{
}

void JpegPicture::draw(const std::uint8_t *data, std::size_t size, const Rect &rect,
                       Framebuffer &framebuffer)
{
    int width = 0;
    int height = 0;
    int subsampling = 0;
    int colours = 0;
    if (tjDecompressHeader3(m_handle.get(), data, size, &width, &height, &subsampling, &colours)
        != 0)
        throw std::runtime_error("the server sent what is no JPEG");
    // A browser draws such a picture never or wrongly.
    if (width != rect.width || height != rect.height)
        throw std::runtime_error("a JPEG has another size than its rectangle");
    if (tjDecompress2(m_handle.get(), data, size, framebuffer.at(rect.x, rect.y), width,
                      static_cast<int>(framebuffer.stride()), height, TJPF_RGBX, 0)
        != 0)
        throw std::runtime_error("the server sent a broken JPEG");
}

} // namespace oriel::bench
