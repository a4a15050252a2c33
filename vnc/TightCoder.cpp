#include "vnc/TightCoder.h"

#include "vnc/TightFormat.h"

#include <QtEndian>

#include <zlib.h>

#include <array>
#include <cstring>
#include <vector>

namespace oriel {

namespace Tight = rfb::Tight;

namespace {

// The stream, its reset flag.
constexpr quint8 stream = 3;
constexpr quint8 control = stream << 4 | 1 << stream;

// Of what zlib offers the one that takes the least time for interfaces and text.
constexpr int zlibLevel = 2;
constexpr int zlibMemory = 8;
constexpr int flushBytes = 16;

constexpr quint32 colourMask = qToLittleEndian(0x00FFFFFFU);

quint32 pixelAt(const std::uint8_t *row, int x)
{
    quint32 pixel = 0;
    std::memcpy(&pixel, row + x * Framebuffer::bytesPerPixel, sizeof pixel);
    return pixel & colourMask;
}

/** Colours in the order in which they come, up to 256. */
class Palette {
public:
    static constexpr int most = 256;
    static constexpr int full = -1;

    /** The colour's index; full if there is no room for it. */
    int indexOf(quint32 colour)
    {
        std::size_t slot = (colour * 2654435761U) >> (32 - slotBits);
        while (m_slots[slot] != 0) {
            const int index = m_slots[slot] - 1;
            if (m_colours[std::size_t(index)] == colour)
                return index;
            slot = (slot + 1) % m_slots.size();
        }
        if (m_count == most)
            return full;
        m_colours[std::size_t(m_count)] = colour;
        m_slots[slot] = std::int16_t(++m_count);
        return m_count - 1;
    }
    int count() const { return m_count; }
    /** Three bytes each, red first. */
    QByteArray bytes() const
    {
        QByteArray all;
        for (int i = 0; i < m_count; ++i)
            all.append(reinterpret_cast<const char *>(&m_colours[std::size_t(i)]), 3);
        return all;
    }

private:
    static constexpr int slotBits = 10;
    std::array<std::int16_t, 1 << slotBits> m_slots{}; ///< index + 1; 0: free
    std::array<quint32, most> m_colours{};
    int m_count = 0;
};

/** Each pixel's index, a byte each; empty if there are too many colours. */
QByteArray indexed(const Framebuffer &picture, const QRect &rect, Palette &palette)
{
    QByteArray indices(qsizetype(rect.width()) * rect.height(), Qt::Uninitialized);
    char *to = indices.data();
    quint32 last = ~0U;
    int index = 0;
    for (int y = rect.top(); y <= rect.bottom(); ++y) {
        const std::uint8_t *row = picture.row(y);
        for (int x = rect.left(); x <= rect.right(); ++x) {
            const quint32 pixel = pixelAt(row, x);
            if (pixel != last) {
                last = pixel;
                index = palette.indexOf(pixel);
                if (index == Palette::full)
                    return {};
            }
            *to++ = char(index);
        }
    }
    return indices;
}

/** Eight pixels a byte, the first in the highest bit; rows begin a byte. */
QByteArray packed(const QByteArray &indices, const QRect &rect)
{
    const qsizetype rowBytes = (rect.width() + 7) / 8;
    QByteArray bits(rowBytes * rect.height(), '\0');
    for (int y = 0; y < rect.height(); ++y) {
        const char *from = indices.constData() + qsizetype(y) * rect.width();
        char *to = bits.data() + y * rowBytes;
        for (int x = 0; x < rect.width(); ++x)
            to[x / 8] = char(to[x / 8] | from[x] << (7 - x % 8));
    }
    return bits;
}

QByteArray fullColours(const Framebuffer &picture, const QRect &rect)
{
    QByteArray bytes(qsizetype(rect.width()) * rect.height() * 3, Qt::Uninitialized);
    char *to = bytes.data();
    for (int y = rect.top(); y <= rect.bottom(); ++y) {
        const std::uint8_t *from = picture.row(y) + rect.left() * Framebuffer::bytesPerPixel;
        for (int x = 0; x < rect.width(); ++x, from += Framebuffer::bytesPerPixel, to += 3) {
            to[0] = char(from[0]);
            to[1] = char(from[1]);
            to[2] = char(from[2]);
        }
    }
    return bytes;
}

} // namespace

TightCoder::TightCoder()
    : m_stream(new z_stream_s{})
{
    if (deflateInit2(m_stream.get(), zlibLevel, Z_DEFLATED, MAX_WBITS, zlibMemory,
                     Z_DEFAULT_STRATEGY)
        != Z_OK)
        m_stream.reset();
}

TightCoder::~TightCoder() = default;

void TightCoder::End::operator()(z_stream_s *stream) const
{
    deflateEnd(stream);
    delete stream;
}

QByteArray TightCoder::encode(const Framebuffer &picture, const QRect &rect)
{
    Q_ASSERT(QRect(QPoint(), picture.size()).contains(rect));
    Q_ASSERT(rect.width() <= Tight::maxWidth && rect.width() * rect.height() <= maxPixels);
    Palette palette;
    const QByteArray indices = indexed(picture, rect, palette);
    if (indices.isEmpty()) {
        const QByteArray data = compressed(fullColours(picture, rect));
        return data.isEmpty() ? data : char(control) + data;
    }
    if (palette.count() == 1)
        return char(Tight::fill) + palette.bytes();
    const QByteArray data = compressed(palette.count() == 2 ? packed(indices, rect) : indices);
    if (data.isEmpty())
        return {};
    QByteArray bytes;
    bytes.append(char(control | Tight::explicitFilter)).append(char(Tight::paletteFilter));
    bytes.append(char(palette.count() - 1)).append(palette.bytes());
    return bytes.append(data);
}

/** With its length before it; what is short stays as it is. */
QByteArray TightCoder::compressed(const QByteArray &plain)
{
    if (plain.size() < Tight::minCompressed)
        return plain;
    if (!m_stream || deflateReset(m_stream.get()) != Z_OK)
        return {};
    const auto most = qsizetype(deflateBound(m_stream.get(), uLong(plain.size()))) + flushBytes;
    if (m_output.size() < most)
        m_output = QByteArray(most, Qt::Uninitialized);
    QByteArray input = plain; // zlib takes no pointer to const
    m_stream->next_in = reinterpret_cast<Bytef *>(input.data());
    m_stream->avail_in = uInt(input.size());
    m_stream->next_out = reinterpret_cast<Bytef *>(m_output.data());
    m_stream->avail_out = uInt(m_output.size());
    // Not finished, as no server finishes it: some clients would not expect that.
    if (deflate(m_stream.get(), Z_SYNC_FLUSH) != Z_OK || m_stream->avail_out == 0)
        return {};
    const qsizetype size = m_output.size() - qsizetype(m_stream->avail_out);
    return Tight::compactLength(size) + m_output.first(size);
}

} // namespace oriel
