#include "vnc/I420Picture.h"

#include "vnc/YuvRows.h"

#include <algorithm>
#include <cstring>

namespace oriel {

namespace {

constexpr int rowAlignment = 64;
constexpr int bytesPerPixel = Framebuffer::bytesPerPixel;

int even(int length) { return (length + 1) & ~1; }

int aligned(int length) { return (length + rowAlignment - 1) & -rowAlignment; }

} // namespace

I420Picture::I420Picture(QSize size)
{
    Q_ASSERT(!size.isEmpty());
    const QSize whole(even(size.width()), even(size.height()));
    const QSize quarter = whole / 2;
    const int strides[] = {aligned(whole.width()), aligned(quarter.width())};
    const std::size_t luma = std::size_t(strides[0]) * whole.height();
    const std::size_t chroma = std::size_t(strides[1]) * quarter.height();
    m_data.resize(luma + 2 * chroma);
    m_planes[0] = {m_data.data(), strides[0], whole};
    m_planes[1] = {m_data.data() + luma, strides[1], quarter};
    m_planes[2] = {m_data.data() + luma + chroma, strides[1], quarter};
    if (size.width() % 2)
        m_padded.resize(2 * std::size_t(whole.width()) * bytesPerPixel);
}

void I420Picture::load(const Framebuffer &picture, const QRect &area)
{
    Q_ASSERT(QRect(QPoint(), picture.size()).contains(area));
    Q_ASSERT(size() == QSize(even(area.width()), even(area.height())));
    const auto &[luma, blue, red] = m_planes;
    const std::size_t rowBytes = std::size_t(area.width()) * bytesPerPixel;
    for (int y = 0; y < area.height(); y += 2) {
        YuvRows rows;
        for (int i = 0; i < 2; ++i) {
            const int from = area.y() + std::min(y + i, area.height() - 1);
            rows.pixels[i] = picture.row(from) + std::size_t(area.x()) * bytesPerPixel;
            rows.luma[i] = luma.data + std::size_t(y + i) * luma.stride;
            if (m_padded.empty())
                continue;
            std::uint8_t *padded = m_padded.data() + i * (rowBytes + bytesPerPixel);
            std::memcpy(padded, rows.pixels[i], rowBytes);
            std::memcpy(padded + rowBytes, padded + rowBytes - bytesPerPixel, bytesPerPixel);
            rows.pixels[i] = padded;
        }
        rows.blueDifference = blue.data + std::size_t(y / 2) * blue.stride;
        rows.redDifference = red.data + std::size_t(y / 2) * red.stride;
        rows.convert(luma.size.width());
    }
}

} // namespace oriel
