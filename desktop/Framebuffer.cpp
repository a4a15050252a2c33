#include "desktop/Framebuffer.h"

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

void Framebuffer::Free::operator()(std::uint8_t *p) const { ::operator delete[](p, alignment); }

} // namespace oriel
