#include "TestScreen.h"

#include "vnc/Tiles.h"

#include <QList>

#include <cstring>

namespace oriel {

quint32 TestScreen::textureAt(int x, int y, quint32 seed)
{
    quint32 value = quint32(x) * 73856093U ^ quint32(y) * 19349663U ^ seed * 83492791U;
    value *= 0x9E3779B1U;
    value ^= value >> 15;
    value *= 0x85EBCA6BU;
    return (value ^ value >> 13) & 0xFFFFFF;
}

quint32 TestScreen::pixel(int x, int y) const
{
    quint32 value = 0;
    std::memcpy(&value, picture.row(y) + x * 4, sizeof value);
    return value;
}

void TestScreen::setPixel(int x, int y, quint32 colour)
{
    std::memcpy(picture.row(y) + x * 4, &colour, sizeof colour);
}

void TestScreen::texture(const QRect &area, quint32 seed, QPoint origin)
{
    const QRect inside = area & bounds();
    for (int y = inside.top(); y <= inside.bottom(); ++y) {
        for (int x = inside.left(); x <= inside.right(); ++x)
            setPixel(x, y,
                     textureAt(x - area.left() + origin.x(), y - area.top() + origin.y(), seed));
    }
}

void TestScreen::noise(const QRect &area, QRandomGenerator &random)
{
    const QRect inside = area & bounds();
    for (int y = inside.top(); y <= inside.bottom(); ++y) {
        for (int x = inside.left(); x <= inside.right(); ++x)
            setPixel(x, y, random.generate() & 0xFFFFFF);
    }
}

void TestScreen::fill(const QRect &area, quint32 colour)
{
    const QRect inside = area & bounds();
    for (int y = inside.top(); y <= inside.bottom(); ++y) {
        for (int x = inside.left(); x <= inside.right(); ++x)
            setPixel(x, y, colour);
    }
}

void TestScreen::copy(const QRect &target, QPoint by)
{
    const QRect source = target.translated(-by);
    Q_ASSERT(bounds().contains(target) && bounds().contains(source));
    QList<quint32> pixels;
    for (int y = source.top(); y <= source.bottom(); ++y) {
        for (int x = source.left(); x <= source.right(); ++x)
            pixels.append(pixel(x, y));
    }
    qsizetype next = 0;
    for (int y = target.top(); y <= target.bottom(); ++y) {
        for (int x = target.left(); x <= target.right(); ++x)
            setPixel(x, y, pixels[next++]);
    }
}

void TestScreen::assign(const TestScreen &other) { copyPixels(picture, other.picture, bounds()); }

} // namespace oriel
