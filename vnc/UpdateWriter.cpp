#include "vnc/UpdateWriter.h"

#include "vnc/RfbClient.h"

#include <algorithm>

namespace oriel {

namespace {

// A rectangle's rows must fit libvncserver's buffer of 32 KiB, and a rectangle of raw pixels the
// 40 MiB that noVNC can take.
constexpr QSize maxRect(4096, 2048);
constexpr unsigned untilLastRect = 0xFFFF;

QList<QRect> tiles(const QRegion &region)
{
    QList<QRect> result;
    for (const QRect &rect : region) {
        for (int y = rect.top(); y <= rect.bottom(); y += maxRect.height()) {
            for (int x = rect.left(); x <= rect.right(); x += maxRect.width())
                result.append(rect & QRect(QPoint(x, y), maxRect));
        }
    }
    return result;
}

} // namespace

UpdateWriter::UpdateWriter(RfbScreen &screen, RfbClient &client)
    : m_screen(screen)
    , m_client(client)
{
}

bool UpdateWriter::write(const QList<rfb::CodedRect> &news)
{
    return begin(news.size(), news, {}, {});
}

bool UpdateWriter::write(const QList<rfb::CodedRect> &news, const QList<CopyRect> &copies,
                         const QList<rfb::CodedRect> &coded, const QRegion &pixels,
                         Framebuffer &picture)
{
    const QRect bounds(QPoint(), picture.size());
    const QList<QRect> inside = tiles(pixels & bounds);
    const QList<QRect> outside = tiles(pixels - bounds);

    qsizetype count = news.size() + copies.size() + coded.size() + outside.size();
    bool isCounted = true;
    for (const QRect &rect : inside) {
        const int rects = m_client.countRects(rect);
        count += rects;
        isCounted = isCounted && rects > 0;
    }
    return begin(isCounted ? count : untilLastRect, news, copies, coded) && encodeBlack(outside)
        && encode(inside, picture) && (isCounted || m_client.endRects()) && m_client.flush();
}

bool UpdateWriter::begin(qsizetype rects, const QList<rfb::CodedRect> &news,
                         const QList<CopyRect> &copies, const QList<rfb::CodedRect> &coded)
{
    rfb::ByteWriter bytes;
    bytes.u8(unsigned(rfb::ServerType::FramebufferUpdate)).padding(1).u16(unsigned(rects));
    const auto put = [&bytes](const rfb::CodedRect &rect) {
        bytes.u16(unsigned(rect.place.x())).u16(unsigned(rect.place.y()));
        bytes.u16(unsigned(rect.place.width())).u16(unsigned(rect.place.height()));
        bytes.u32(quint32(rect.encoding)).bytes(rect.data);
    };
    std::for_each(news.begin(), news.end(), put);
    for (const CopyRect &copy : copies) { // RFC 6143 §7.7.2
        const QPoint source = copy.source().topLeft();
        bytes.u16(unsigned(copy.target.x())).u16(unsigned(copy.target.y()));
        bytes.u16(unsigned(copy.target.width())).u16(unsigned(copy.target.height()));
        bytes.u32(quint32(rfb::Encoding::copyRect));
        bytes.u16(unsigned(source.x())).u16(unsigned(source.y()));
    }
    std::for_each(coded.begin(), coded.end(), put);
    return m_client.write(bytes.data());
}

bool UpdateWriter::encode(const QList<QRect> &rects, Framebuffer &picture)
{
    const RfbScreen::Picture lent(m_screen, picture.row(0), picture.size(), picture.stride());
    return std::all_of(rects.begin(), rects.end(),
                       [this](const QRect &rect) { return m_client.encode(rect); });
}

bool UpdateWriter::encodeBlack(const QList<QRect> &rects)
{
    QRect bounds;
    for (const QRect &rect : rects)
        bounds |= rect;
    if (bounds.isEmpty())
        return true;
    // One black row that stands for all of them, as its stride is 0.
    const QSize size(bounds.right() + 1, bounds.bottom() + 1);
    QByteArray row(qsizetype(size.width()) * Framebuffer::bytesPerPixel, '\0');
    const RfbScreen::Picture lent(m_screen, reinterpret_cast<std::uint8_t *>(row.data()), size, 0);
    return std::all_of(rects.begin(), rects.end(),
                       [this](const QRect &rect) { return m_client.encodeRaw(rect); });
}

} // namespace oriel
