#include "vnc/PaintedPointer.h"

#include <cstring>

namespace oriel {

namespace {

/** Source over destination; the source's colour is multiplied by its opacity already. */
void blend(std::uint8_t *to, const std::uint8_t *from)
{
    const int rest = 255 - from[3];
    for (int channel = 0; channel < 3; ++channel) {
        const int value = from[channel] + (to[channel] * rest + 127) / 255;
        to[channel] = std::uint8_t(value > 255 ? 255 : value);
    }
}

} // namespace

QRect PaintedPointer::area(const CursorShape &shape, QPoint position)
{
    if (shape.size.isEmpty()
        || shape.pixels.size() != qsizetype(shape.size.width()) * shape.size.height() * 4)
        return {};
    return QRect(position - shape.hotSpot, shape.size);
}

PaintedPointer::PaintedPointer(Framebuffer &picture, const CursorShape &shape, QPoint position)
    : m_picture(picture)
{
    const QRect whole = area(shape, position);
    m_area = whole & QRect(QPoint(), picture.size());
    if (m_area.isEmpty())
        return;

    const qsizetype rowBytes = qsizetype(m_area.width()) * Framebuffer::bytesPerPixel;
    m_covered.reserve(rowBytes * m_area.height());
    const auto *source = reinterpret_cast<const std::uint8_t *>(shape.pixels.constData());
    for (int y = m_area.top(); y <= m_area.bottom(); ++y) {
        std::uint8_t *to = picture.row(y) + qsizetype(m_area.x()) * Framebuffer::bytesPerPixel;
        m_covered.append(reinterpret_cast<const char *>(to), rowBytes);
        const std::uint8_t *from =
            source + (qsizetype(y - whole.y()) * whole.width() + (m_area.x() - whole.x())) * 4;
        for (int x = 0; x < m_area.width(); ++x)
            blend(to + x * Framebuffer::bytesPerPixel, from + x * 4);
    }
}

PaintedPointer::~PaintedPointer()
{
    const qsizetype rowBytes = qsizetype(m_area.width()) * Framebuffer::bytesPerPixel;
    for (int row = 0; row < m_area.height(); ++row) {
        std::memcpy(m_picture.row(m_area.y() + row)
                        + qsizetype(m_area.x()) * Framebuffer::bytesPerPixel,
                    m_covered.constData() + row * rowBytes, std::size_t(rowBytes));
    }
}

} // namespace oriel
