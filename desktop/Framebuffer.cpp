#include "desktop/Framebuffer.h"

#include <array>
#include <cstring>
#include <new>

namespace oriel {

namespace {
constexpr std::align_val_t alignment{64};
} // namespace

Framebuffer::Framebuffer(QSize size)
    : m_size(size)
{
    Q_ASSERT(!size.isEmpty());
    const std::size_t bytes = stride() * std::size_t(height());
    m_data.reset(static_cast<std::uint8_t *>(::operator new[](bytes, alignment)));
    std::memset(m_data.get(), 0, bytes);
}

void Framebuffer::fill(const QRect &area, QRgb colour)
{
    Q_ASSERT(QRect(QPoint(0, 0), m_size).contains(area));
    const std::array pixel{std::uint8_t(qRed(colour)), std::uint8_t(qGreen(colour)),
                           std::uint8_t(qBlue(colour)), std::uint8_t(0)};
    for (int y = area.top(); y <= area.bottom(); ++y) {
        std::uint8_t *to = row(y) + std::size_t(area.left()) * bytesPerPixel;
        for (int x = 0; x < area.width(); ++x, to += bytesPerPixel)
            std::memcpy(to, pixel.data(), pixel.size());
    }
}

void Framebuffer::Free::operator()(std::uint8_t *p) const { ::operator delete[](p, alignment); }

} // namespace oriel
