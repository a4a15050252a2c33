#include "vnc/CursorEncoder.h"

#include "vnc/RfbClient.h"

#include <algorithm>

namespace oriel {

namespace {

using Cursor = ClientEncodings::Cursor;
namespace Encoding = rfb::Encoding;

/** A pixel with its colour no longer multiplied by its opacity. */
struct Pixel {
    quint8 red = 0;
    quint8 green = 0;
    quint8 blue = 0;
    quint8 alpha = 0;

    /** Half of the way or more: seen by clients that know only on and off. */
    bool isSolid() const { return alpha >= 128; }
    bool isBright() const { return 299 * red + 587 * green + 114 * blue >= 127500; }
};

Pixel pixelAt(const CursorShape &shape, int x, int y)
{
    const auto *bytes = reinterpret_cast<const quint8 *>(shape.pixels.constData())
        + (qsizetype(y) * shape.size.width() + x) * 4;
    const int alpha = bytes[3];
    if (alpha == 0)
        return {};
    const auto divide = [alpha](int value) {
        return quint8(std::min(255, (value * 255 + alpha / 2) / alpha));
    };
    return {divide(bytes[0]), divide(bytes[1]), divide(bytes[2]), quint8(alpha)};
}

/** One bit a pixel, rows padded to whole bytes, the leftmost pixel in the highest bit. */
template <typename Predicate>
QByteArray bitmap(const CursorShape &shape, Predicate isSet)
{
    const int stride = (shape.size.width() + 7) / 8;
    QByteArray bits(qsizetype(stride) * shape.size.height(), '\0');
    for (int y = 0; y < shape.size.height(); ++y) {
        for (int x = 0; x < shape.size.width(); ++x) {
            if (isSet(pixelAt(shape, x, y)))
                bits[y * stride + x / 8] = char(bits[y * stride + x / 8] | 0x80 >> x % 8);
        }
    }
    return bits;
}

QByteArray allPixels(const CursorShape &shape, bool withAlpha)
{
    QByteArray bytes;
    bytes.reserve(shape.pixels.size());
    for (int y = 0; y < shape.size.height(); ++y) {
        for (int x = 0; x < shape.size.width(); ++x) {
            const Pixel pixel = pixelAt(shape, x, y);
            bytes.append(char(pixel.red)).append(char(pixel.green)).append(char(pixel.blue));
            bytes.append(withAlpha ? char(pixel.alpha) : '\0');
        }
    }
    return bytes;
}

/** rfbproto, VMware Cursor: cursor-type 1, padding, then RGBA, colours not multiplied. */
QByteArray alphaData(const CursorShape &shape)
{
    return rfb::ByteWriter().u8(1).padding(1).bytes(allPixels(shape, true)).data();
}

/** RFC 6143 §7.8.1: pixels in the client's format, then the mask. */
QByteArray richData(const CursorShape &shape, const RfbClient &client)
{
    return client.translated(allPixels(shape, false), shape.size)
        + bitmap(shape, [](Pixel pixel) { return pixel.isSolid(); });
}

/** rfbproto, X Cursor: primary colour white, secondary black, bitmap, mask. */
QByteArray xData(const CursorShape &shape)
{
    return rfb::ByteWriter()
        .bytes(QByteArrayView("\xFF\xFF\xFF\0\0\0", 6))
        .bytes(bitmap(shape, [](Pixel pixel) { return pixel.isBright(); }))
        .bytes(bitmap(shape, [](Pixel pixel) { return pixel.isSolid(); }))
        .data();
}

bool isWellFormed(const CursorShape &shape)
{
    return !shape.size.isEmpty()
        && shape.pixels.size() == qsizetype(shape.size.width()) * shape.size.height() * 4;
}

} // namespace

rfb::CodedRect CursorEncoder::encode(const CursorShape &shape, ClientEncodings::Cursor form,
                                     const RfbClient &client)
{
    const bool isShown = isWellFormed(shape);
    const QRect place = isShown ? QRect(shape.hotSpot, shape.size) : QRect(0, 0, 0, 0);
    switch (form) {
    case Cursor::Alpha:
        return {place, Encoding::vmwareCursor, isShown ? alphaData(shape) : QByteArray("\1\0", 2)};
    case Cursor::Rich:
        return {place, Encoding::cursor, isShown ? richData(shape, client) : QByteArray()};
    case Cursor::X:
    case Cursor::Painted: break;
    }
    return {place, Encoding::xCursor, isShown ? xData(shape) : QByteArray()};
}

} // namespace oriel
