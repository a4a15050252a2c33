#pragma once

#include "vnc/PixelFormat.h"

#include <QByteArray>
#include <QList>
#include <QRect>

#include <zlib.h>

#include <functional>
#include <map>
#include <memory>

namespace oriel {

/** What a decoder throws when the bytes end too early: try again with more. */
struct NeedMore { };

/** Reads big-endian; throws NeedMore. */
class ByteReader {
public:
    explicit ByteReader(QByteArrayView bytes)
        : m_bytes(bytes)
    {
    }
    quint8 u8() { return quint8(take(1)[0]); }
    quint16 u16();
    quint32 u32();
    QByteArrayView take(qsizetype size);
    qsizetype position() const { return m_position; }
    qsizetype left() const { return m_bytes.size() - m_position; }

private:
    QByteArrayView m_bytes;
    qsizetype m_position = 0;
};

/**
 * Decodes rectangles as a viewer does: Raw, RRE, CoRRE, Hextile, Zlib, ZRLE and Tight (of JPEG it
 * knows only the place). Strict: what breaks the rules of an encoding throws std::runtime_error.
 */
class RectDecoder {
public:
    /** Called for each pixel, in the client's format. */
    using Plot = std::function<void(int x, int y, quint32 pixel)>;

    void setFormat(const PixelFormat &format) { m_format = format; }
    /** Reads past one rectangle's data, changing nothing. */
    void skip(ByteReader &reader, const QRect &rect, qint32 encoding) const;
    void decode(QByteArrayView data, const QRect &rect, qint32 encoding, const Plot &plot);
    /** Where JPEG came. */
    const QList<QRect> &lossy() const { return m_lossy; }

private:
    struct Inflater;

    int bytes() const { return m_format.bitsPerPixel / 8; }
    bool hasTightPixels() const;
    bool hasCompactPixels() const;
    quint32 pixel(ByteReader &reader) const;
    quint32 compactPixel(ByteReader &reader) const;
    quint32 tightPixel(ByteReader &reader) const;
    void decodeRaw(ByteReader &reader, const QRect &rect, const Plot &plot) const;
    void decodeRre(ByteReader &reader, const QRect &rect, bool compact, const Plot &plot) const;
    void decodeHextile(ByteReader &reader, const QRect &rect, const Plot &plot) const;
    void decodeZrle(ByteReader &reader, const QRect &rect, const Plot &plot) const;
    void decodeZrleTile(ByteReader &reader, const QRect &tile, const Plot &plot) const;
    void skipTight(ByteReader &reader, const QRect &rect) const;
    void decodeTight(ByteReader &reader, const QRect &rect, const Plot &plot);
    QByteArray inflated(int stream, QByteArrayView data, bool reset = false);

    PixelFormat m_format;
    std::map<int, std::shared_ptr<Inflater>> m_streams;
    QList<QRect> m_lossy;
};

} // namespace oriel
