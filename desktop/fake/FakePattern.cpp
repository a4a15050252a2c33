#include "desktop/fake/FakePattern.h"

#include <algorithm>

namespace oriel {

namespace {

constexpr quint32 white = 0xffffff;

void store(std::uint8_t *out, quint32 pixel)
{
    out[0] = std::uint8_t(pixel & 0xff);
    out[1] = std::uint8_t(pixel >> 8 & 0xff);
    out[2] = std::uint8_t(pixel >> 16 & 0xff);
    out[3] = 0;
}

} // namespace

void FakePattern::paintAll(Framebuffer &framebuffer, quint32 frame)
{
    paint(framebuffer, frame, QRect(QPoint(0, 0), framebuffer.size()));
}

QRegion FakePattern::paintNext(Framebuffer &framebuffer, quint32 frame)
{
    const QSize size = framebuffer.size();
    QRegion damage(0, 0, codeBits * blockSize, blockSize);
    damage += barOf(size, frame - 1);
    damage += barOf(size, frame);
    for (const QRect &rect : damage)
        paint(framebuffer, frame, rect);
    return damage;
}

quint32 FakePattern::pixel(QSize size, quint32 frame, int x, int y)
{
    if (y < blockSize && x < codeBits * blockSize)
        return (frame >> (x / blockSize) & 1) ? white : 0;
    if (barOf(size, frame).contains(x, y))
        return white;
    return quint32(x & 0xff) | quint32(y & 0xff) << 8 | quint32((x ^ y) & 0xff) << 16;
}

quint32 FakePattern::frameOf(const Framebuffer &framebuffer)
{
    quint32 frame = 0;
    const std::uint8_t *row = framebuffer.row(blockSize / 2);
    for (int bit = 0; bit < codeBits; ++bit) {
        const int x = bit * blockSize + blockSize / 2;
        if (row[x * Framebuffer::bytesPerPixel] >= 0x80)
            frame |= 1U << bit;
    }
    return frame;
}

QRect FakePattern::barOf(QSize size, quint32 frame)
{
    const int x = int(quint64(frame) * 4 % quint64(size.width()));
    return QRect(x, blockSize, std::min(barWidth, size.width() - x), size.height() - blockSize);
}

void FakePattern::paint(Framebuffer &framebuffer, quint32 frame, const QRect &area)
{
    for (int y = area.top(); y <= area.bottom(); ++y) {
        std::uint8_t *out = framebuffer.row(y) + area.left() * Framebuffer::bytesPerPixel;
        for (int x = area.left(); x <= area.right(); ++x, out += Framebuffer::bytesPerPixel)
            store(out, pixel(framebuffer.size(), frame, x, y));
    }
}

} // namespace oriel
