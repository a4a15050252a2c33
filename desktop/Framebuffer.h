#pragma once

#include <QRect>
#include <QRgb>
#include <QSize>

#include <cstddef>
#include <cstdint>
#include <memory>

namespace oriel {

/**
 * The picture of the desktop: 32 bits a pixel, bytes R, G, B, X in memory (X is 0), rows without
 * padding, first byte on a 64-byte boundary. That is noVNC's pixel format, so nothing translates
 * after capture.
 */
class Framebuffer {
public:
    static constexpr int bytesPerPixel = 4;

    /** A black picture. `size` must not be empty. */
    explicit Framebuffer(QSize size);

    QSize size() const { return m_size; }
    int width() const { return m_size.width(); }
    int height() const { return m_size.height(); }
    std::size_t stride() const { return std::size_t(width()) * bytesPerPixel; }
    /** Paints one colour over `area`, which lies within. */
    void fill(const QRect &area, QRgb colour);
    std::uint8_t *row(int y) { return m_data.get() + std::size_t(y) * stride(); }
    const std::uint8_t *row(int y) const { return m_data.get() + std::size_t(y) * stride(); }

private:
    struct Free {
        void operator()(std::uint8_t *p) const;
    };
    QSize m_size;
    std::unique_ptr<std::uint8_t[], Free> m_data;
};

} // namespace oriel
