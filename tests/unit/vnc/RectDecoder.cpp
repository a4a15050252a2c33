#include "RectDecoder.h"

#include "vnc/RfbTypes.h"

#include <stdexcept>

namespace oriel {

namespace Encoding = rfb::Encoding;

namespace {

constexpr int zlibStream = 10;
constexpr int zrleStream = 11;

void fill(const QRect &rect, quint32 pixel, const RectDecoder::Plot &plot)
{
    for (int y = rect.top(); y <= rect.bottom(); ++y) {
        for (int x = rect.left(); x <= rect.right(); ++x)
            plot(x, y, pixel);
    }
}

int tightLength(ByteReader &reader)
{
    int length = 0;
    for (int shift = 0; shift <= 14; shift += 7) {
        const int byte = reader.u8();
        length |= (shift == 14 ? byte : byte & 0x7F) << shift;
        if (!(byte & 0x80))
            break;
    }
    return length;
}

} // namespace

quint16 ByteReader::u16() { return qFromBigEndian<quint16>(take(2).data()); }

quint32 ByteReader::u32() { return qFromBigEndian<quint32>(take(4).data()); }

QByteArrayView ByteReader::take(qsizetype size)
{
    if (size > left())
        throw NeedMore();
    const QByteArrayView part = m_bytes.sliced(m_position, size);
    m_position += size;
    return part;
}

struct RectDecoder::Inflater {
    Inflater() { inflateInit(&stream); }
    ~Inflater() { inflateEnd(&stream); }
    Q_DISABLE_COPY_MOVE(Inflater)
    z_stream stream{};
};

QByteArray RectDecoder::inflated(int stream, QByteArrayView data, bool reset)
{
    auto &inflater = m_streams[stream];
    if (!inflater || reset)
        inflater = std::make_shared<Inflater>();
    QByteArray input = data.toByteArray();
    QByteArray result;
    z_stream &z = inflater->stream;
    z.next_in = reinterpret_cast<Bytef *>(input.data());
    z.avail_in = uInt(input.size());
    do {
        QByteArray part(256 * 1024, Qt::Uninitialized);
        z.next_out = reinterpret_cast<Bytef *>(part.data());
        z.avail_out = uInt(part.size());
        const int code = inflate(&z, Z_SYNC_FLUSH);
        if (code != Z_OK && code != Z_BUF_ERROR)
            throw std::runtime_error("broken zlib stream");
        result += part.first(part.size() - z.avail_out);
    } while (z.avail_out == 0);
    return result;
}

bool RectDecoder::hasTightPixels() const
{
    return m_format.bitsPerPixel == 32 && m_format.depth == 24 && m_format.redMax == 255
        && m_format.greenMax == 255 && m_format.blueMax == 255;
}

/** CPIXEL of three bytes; the formats of the tests have their colours in the lower three. */
bool RectDecoder::hasCompactPixels() const { return m_format.bitsPerPixel == 32; }

quint32 RectDecoder::pixel(ByteReader &reader) const
{
    const QByteArrayView raw = reader.take(bytes());
    quint32 value = 0;
    for (int i = 0; i < bytes(); ++i)
        value |= quint32(quint8(raw[m_format.bigEndian ? bytes() - 1 - i : i])) << 8 * i;
    return value;
}

quint32 RectDecoder::compactPixel(ByteReader &reader) const
{
    if (!hasCompactPixels())
        return pixel(reader);
    const QByteArrayView raw = reader.take(3);
    quint32 value = 0;
    for (int i = 0; i < 3; ++i)
        value |= quint32(quint8(raw[m_format.bigEndian ? 2 - i : i])) << 8 * i;
    return value;
}

quint32 RectDecoder::tightPixel(ByteReader &reader) const
{
    if (!hasTightPixels())
        return pixel(reader);
    const quint32 red = reader.u8();
    const quint32 green = reader.u8();
    const quint32 blue = reader.u8();
    return red << m_format.redShift | green << m_format.greenShift | blue << m_format.blueShift;
}

void RectDecoder::skip(ByteReader &reader, const QRect &rect, qint32 encoding) const
{
    const Plot nothing = [](int, int, quint32) {};
    switch (encoding) {
    case Encoding::raw: reader.take(qsizetype(rect.width()) * rect.height() * bytes()); break;
    case Encoding::rre:
    case Encoding::corre: decodeRre(reader, rect, encoding == Encoding::corre, nothing); break;
    case Encoding::hextile: decodeHextile(reader, rect, nothing); break;
    case Encoding::zlib:
    case Encoding::zrle: reader.take(reader.u32()); break;
    case Encoding::tight: skipTight(reader, rect); break;
    default: throw std::runtime_error("an encoding that was not offered");
    }
}

void RectDecoder::decode(QByteArrayView data, const QRect &rect, qint32 encoding, const Plot &plot)
{
    ByteReader reader(data);
    switch (encoding) {
    case Encoding::raw: return decodeRaw(reader, rect, plot);
    case Encoding::rre:
    case Encoding::corre: return decodeRre(reader, rect, encoding == Encoding::corre, plot);
    case Encoding::hextile: return decodeHextile(reader, rect, plot);
    case Encoding::tight: return decodeTight(reader, rect, plot);
    default: break;
    }
    const bool isZrle = encoding == Encoding::zrle;
    const QByteArray plain = inflated(isZrle ? zrleStream : zlibStream, reader.take(reader.u32()));
    ByteReader inner{QByteArrayView(plain)};
    if (isZrle)
        decodeZrle(inner, rect, plot);
    else
        decodeRaw(inner, rect, plot);
    if (inner.left() != 0)
        throw std::runtime_error("more pixels than the rectangle has");
}

void RectDecoder::decodeRaw(ByteReader &reader, const QRect &rect, const Plot &plot) const
{
    for (int y = rect.top(); y <= rect.bottom(); ++y) {
        for (int x = rect.left(); x <= rect.right(); ++x)
            plot(x, y, pixel(reader));
    }
}

void RectDecoder::decodeRre(ByteReader &reader, const QRect &rect, bool compact,
                            const Plot &plot) const
{
    const quint32 count = reader.u32();
    fill(rect, pixel(reader), plot);
    for (quint32 i = 0; i < count; ++i) {
        const quint32 colour = pixel(reader);
        int part[4];
        for (int &value : part)
            value = compact ? reader.u8() : reader.u16();
        fill(QRect(part[0], part[1], part[2], part[3]).translated(rect.topLeft()), colour, plot);
    }
}

void RectDecoder::decodeHextile(ByteReader &reader, const QRect &rect, const Plot &plot) const
{
    quint32 background = 0;
    quint32 foreground = 0;
    for (int y = rect.top(); y <= rect.bottom(); y += 16) {
        for (int x = rect.left(); x <= rect.right(); x += 16) {
            const QRect tile = rect & QRect(x, y, 16, 16);
            const int flags = reader.u8();
            if (flags & 1) {
                decodeRaw(reader, tile, plot);
                continue;
            }
            if (flags & 2)
                background = pixel(reader);
            if (flags & 4)
                foreground = pixel(reader);
            fill(tile, background, plot);
            const int count = flags & 8 ? reader.u8() : 0;
            for (int i = 0; i < count; ++i) {
                const quint32 colour = flags & 16 ? pixel(reader) : foreground;
                const int place = reader.u8();
                const int size = reader.u8();
                fill(QRect(x + (place >> 4), y + (place & 15), (size >> 4) + 1, (size & 15) + 1),
                     colour, plot);
            }
        }
    }
}

void RectDecoder::decodeZrle(ByteReader &reader, const QRect &rect, const Plot &plot) const
{
    for (int y = rect.top(); y <= rect.bottom(); y += 64) {
        for (int x = rect.left(); x <= rect.right(); x += 64)
            decodeZrleTile(reader, rect & QRect(x, y, 64, 64), plot);
    }
}

void RectDecoder::decodeZrleTile(ByteReader &reader, const QRect &tile, const Plot &plot) const
{
    const int kind = reader.u8();
    const bool isRle = kind & 128;
    const int colours = kind & 127;
    QList<quint32> palette;
    for (int i = 0; i < colours; ++i)
        palette.append(compactPixel(reader));
    if (kind == 1)
        return fill(tile, palette[0], plot);

    const int area = tile.width() * tile.height();
    const auto set = [&](int index, quint32 value) {
        plot(tile.x() + index % tile.width(), tile.y() + index / tile.width(), value);
    };
    if (!isRle && colours == 0) {
        for (int i = 0; i < area; ++i)
            set(i, compactPixel(reader));
        return;
    }
    if (!isRle) {
        const int bits = colours == 2 ? 1 : colours <= 4 ? 2 : 4;
        for (int row = 0; row < tile.height(); ++row) {
            int left = 0;
            int byte = 0;
            for (int column = 0; column < tile.width(); ++column, left -= bits) {
                if (left == 0) {
                    byte = reader.u8();
                    left = 8;
                }
                set(row * tile.width() + column,
                    palette.at(byte >> (left - bits) & ((1 << bits) - 1)));
            }
        }
        return;
    }
    for (int i = 0; i < area;) {
        int length = 1;
        quint32 value = 0;
        bool hasLength = true;
        if (colours == 0) {
            value = compactPixel(reader);
        } else {
            const int index = reader.u8();
            value = palette.at(index & 127);
            hasLength = index & 128;
        }
        for (int byte = 255; hasLength && byte == 255; length += byte)
            byte = reader.u8();
        if (i + length > area)
            throw std::runtime_error("a run beyond its tile");
        while (length-- > 0)
            set(i++, value);
    }
}

void RectDecoder::skipTight(ByteReader &reader, const QRect &rect) const
{
    const int pixelBytes = hasTightPixels() ? 3 : bytes();
    const int control = reader.u8() >> 4;
    if (control == 8) {
        reader.take(pixelBytes);
        return;
    }
    if (control == 9) {
        reader.take(tightLength(reader));
        return;
    }
    int rowBytes = rect.width() * pixelBytes;
    if (control & 4 && reader.u8() == 1) {
        const int colours = reader.u8() + 1;
        reader.take(qsizetype(colours) * pixelBytes);
        rowBytes = colours == 2 ? (rect.width() + 7) / 8 : rect.width();
    }
    const int size = rowBytes * rect.height();
    reader.take(size < 12 ? size : tightLength(reader));
}

void RectDecoder::decodeTight(ByteReader &reader, const QRect &rect, const Plot &plot)
{
    const int control = reader.u8();
    for (int stream = 0; stream < 4; ++stream) {
        if (control & 1 << stream)
            m_streams.erase(stream);
    }
    const int kind = control >> 4;
    if (kind == 8)
        return fill(rect, tightPixel(reader), plot);
    if (kind == 9) {
        m_lossy.append(rect);
        return;
    }
    QList<quint32> palette;
    if (kind & 4) {
        const int filter = reader.u8();
        if (filter == 1) {
            const int colours = reader.u8() + 1;
            for (int i = 0; i < colours; ++i)
                palette.append(tightPixel(reader));
        } else if (filter != 0) {
            throw std::runtime_error("a filter that is not expected");
        }
    }
    const bool isMono = palette.size() == 2;
    const int rowBytes = palette.isEmpty() ? rect.width() * (hasTightPixels() ? 3 : bytes())
        : isMono                           ? (rect.width() + 7) / 8
                                           : rect.width();
    const int size = rowBytes * rect.height();
    const QByteArray plain = size < 12 ? reader.take(size).toByteArray()
                                       : inflated(kind & 3, reader.take(tightLength(reader)));
    if (plain.size() != size)
        throw std::runtime_error("not as many pixels as the rectangle has");
    ByteReader inner{QByteArrayView(plain)};
    for (int y = rect.top(); y <= rect.bottom(); ++y) {
        const QByteArrayView row = QByteArrayView(plain).sliced((y - rect.top()) * rowBytes);
        for (int x = 0; x < rect.width(); ++x) {
            quint32 value = 0;
            if (palette.isEmpty())
                value = tightPixel(inner);
            else if (isMono)
                value = palette[quint8(row[x / 8]) >> (7 - x % 8) & 1];
            else
                value = palette.at(quint8(row[x]));
            plot(rect.x() + x, y, value);
        }
    }
}

} // namespace oriel
