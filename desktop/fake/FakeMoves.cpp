#include "desktop/fake/FakeMoves.h"

#include "desktop/fake/FakePattern.h"

namespace oriel {

namespace {

constexpr QSize windowSize{110, 90};
constexpr QPoint pageCorner{16, 24};
constexpr int pageMargin = 16;
constexpr quint32 scrolledRows = 7;

} // namespace

void FakeMoves::paint(Framebuffer &framebuffer, quint32 frame)
{
    const QSize size = framebuffer.size();
    for (int y = 0; y < size.height(); ++y) {
        std::uint8_t *out = framebuffer.row(y);
        for (int x = 0; x < size.width(); ++x, out += Framebuffer::bytesPerPixel) {
            const quint32 value = pixel(size, frame, x, y);
            out[0] = std::uint8_t(value & 0xff);
            out[1] = std::uint8_t(value >> 8 & 0xff);
            out[2] = std::uint8_t(value >> 16 & 0xff);
            out[3] = 0;
        }
    }
}

quint32 FakeMoves::pixel(QSize size, quint32 frame, int x, int y)
{
    if (y < FakePattern::blockSize && x < FakePattern::codeBits * FakePattern::blockSize)
        return FakePattern::pixel(size, frame, x, y);
    const QRect window = windowOf(size, frame);
    if (window.contains(x, y))
        return texture(x - window.x(), y - window.y(), 3);
    const bool isPage = x >= pageCorner.x() && x < size.width() / 2 && y >= pageCorner.y()
        && y < size.height() - pageMargin;
    return isPage ? texture(x, int(quint32(y) + scrolledRows * frame), 2) : texture(x, y, 1);
}

QRect FakeMoves::windowOf(QSize size, quint32 frame)
{
    const quint32 columns = quint32(size.width() - windowSize.width());
    const quint32 rows = quint32(size.height() - windowSize.height() - FakePattern::blockSize);
    const QPoint corner(int(frame * 5 % columns), FakePattern::blockSize + int(frame * 3 % rows));
    return {corner, windowSize};
}

quint32 FakeMoves::texture(int x, int y, quint32 seed)
{
    quint32 value = quint32(x) * 73856093U ^ quint32(y) * 19349663U ^ seed * 83492791U;
    value *= 0x9E3779B1U;
    value ^= value >> 15;
    value *= 0x85EBCA6BU;
    return (value ^ value >> 13) & 0xffffff;
}

} // namespace oriel
