#include "desktop/x11/ScreenGrabber.h"

#include <QCoreApplication>

#include <algorithm>

namespace oriel {

namespace {

// While one band is converted here, the server copies the next; what it has copied is still in
// the cache then.
constexpr int bandBytes = 512 * 1024;

// Enough to learn whether the server shares memory with us at all.
constexpr std::size_t probeBytes = 4096;

constexpr quint32 allPlanes = ~0U;

const xcb_visualtype_t *rootVisual(const xcb_screen_t &screen)
{
    for (auto depth = xcb_screen_allowed_depths_iterator(&screen); depth.rem > 0;
         xcb_depth_next(&depth)) {
        for (auto visual = xcb_depth_visuals_iterator(depth.data); visual.rem > 0;
             xcb_visualtype_next(&visual)) {
            if (visual.data->visual_id == screen.root_visual)
                return visual.data;
        }
    }
    return nullptr;
}

const xcb_format_t *formatOfDepth(const xcb_setup_t *setup, quint8 depth)
{
    for (auto it = xcb_setup_pixmap_formats_iterator(setup); it.rem > 0; xcb_format_next(&it)) {
        if (it.data->depth == depth)
            return it.data;
    }
    return nullptr;
}

} // namespace

std::unique_ptr<ScreenGrabber> ScreenGrabber::create(X11Connection &connection, QString *error)
{
    const std::optional<Format> format = formatOf(connection);
    if (!format) {
        *error = QCoreApplication::translate("oriel::ScreenGrabber",
                                             "The X display %1 has a depth of %2 bits, which can't "
                                             "be shared: start it with 24 (TrueColor).")
                     .arg(connection.displayName())
                     .arg(connection.screen().root_depth);
        return nullptr;
    }
    return std::unique_ptr<ScreenGrabber>(new ScreenGrabber(connection, *format));
}

ScreenGrabber::ScreenGrabber(X11Connection &connection, const Format &format)
    : m_connection(connection)
    , m_format(format)
    , m_sharesMemory(SharedSegment::create(connection, probeBytes) != nullptr)
{
}

std::optional<ScreenGrabber::Format> ScreenGrabber::formatOf(const X11Connection &connection)
{
    const xcb_setup_t *setup = xcb_get_setup(connection.xcb());
    const xcb_visualtype_t *visual = rootVisual(connection.screen());
    const xcb_format_t *format = formatOfDepth(setup, connection.screen().root_depth);
    if (!visual || !format || visual->_class != XCB_VISUAL_CLASS_TRUE_COLOR)
        return std::nullopt;
    const auto converter = PixelConverter::forLayout(
        {format->bits_per_pixel, setup->image_byte_order == XCB_IMAGE_ORDER_MSB_FIRST,
         visual->red_mask, visual->green_mask, visual->blue_mask});
    if (!converter)
        return std::nullopt;
    return Format{*converter, format->scanline_pad};
}

void ScreenGrabber::resize(QSize size)
{
    m_size = size;
    m_segment.reset(); // before the next one: two whole screens are never needed at once
    // Rows of small parts are padded to 32 bits, so 16-bit pixels may need that much each.
    const auto rowBytes = std::size_t(size.width()) * Framebuffer::bytesPerPixel;
    m_segment = SharedSegment::create(m_connection, rowBytes * std::size_t(size.height()));
}

void ScreenGrabber::release()
{
    m_size = {};
    m_segment.reset();
}

bool ScreenGrabber::grab(const QRegion &area, Framebuffer &into)
{
    Q_ASSERT(into.size() == m_size && QRect(QPoint(0, 0), m_size).contains(area.boundingRect()));
    const QList<QRect> rects = bandsOf(area);
    return m_segment ? grabShared(rects, into) : grabByImage(rects, into);
}

std::size_t ScreenGrabber::strideOf(int width) const
{
    const auto pad = std::size_t(m_format.scanlinePad / 8);
    const std::size_t bytes = std::size_t(width) * std::size_t(m_format.converter.bytesPerPixel());
    return (bytes + pad - 1) / pad * pad;
}

QList<QRect> ScreenGrabber::bandsOf(const QRegion &area) const
{
    QList<QRect> bands;
    for (const QRect &rect : area) {
        const int rows = std::max(1, int(bandBytes / strideOf(rect.width())));
        for (int y = rect.top(); y <= rect.bottom(); y += rows)
            bands.append(QRect(rect.left(), y, rect.width(), rows) & rect);
    }
    return bands;
}

bool ScreenGrabber::grabShared(const QList<QRect> &rects, Framebuffer &into)
{
    xcb_connection_t *c = m_connection.xcb();
    QList<xcb_shm_get_image_cookie_t> cookies;
    std::size_t offset = 0;
    for (const QRect &rect : rects) {
        cookies.append(xcb_shm_get_image(c, m_connection.root(), qint16(rect.x()), qint16(rect.y()),
                                         quint16(rect.width()), quint16(rect.height()), allPlanes,
                                         XCB_IMAGE_FORMAT_Z_PIXMAP, m_segment->id(),
                                         quint32(offset)));
        offset += strideOf(rect.width()) * std::size_t(rect.height());
    }
    Q_ASSERT(offset <= m_segment->size());
    bool complete = true;
    offset = 0;
    for (qsizetype i = 0; i < rects.size(); ++i) {
        if (xcbReply(xcb_shm_get_image_reply, c, cookies[i]))
            convert(m_segment->data() + offset, rects[i], into);
        else
            complete = false;
        offset += strideOf(rects[i].width()) * std::size_t(rects[i].height());
    }
    return complete;
}

bool ScreenGrabber::grabByImage(const QList<QRect> &rects, Framebuffer &into)
{
    xcb_connection_t *c = m_connection.xcb();
    QList<xcb_get_image_cookie_t> cookies;
    for (const QRect &rect : rects) {
        cookies.append(xcb_get_image(c, XCB_IMAGE_FORMAT_Z_PIXMAP, m_connection.root(),
                                     qint16(rect.x()), qint16(rect.y()), quint16(rect.width()),
                                     quint16(rect.height()), allPlanes));
    }
    bool complete = true;
    for (qsizetype i = 0; i < rects.size(); ++i) {
        const auto reply = xcbReply(xcb_get_image_reply, c, cookies[i]);
        const std::size_t expected = strideOf(rects[i].width()) * std::size_t(rects[i].height());
        if (reply && std::size_t(xcb_get_image_data_length(reply.get())) >= expected)
            convert(xcb_get_image_data(reply.get()), rects[i], into);
        else
            complete = false;
    }
    return complete;
}

void ScreenGrabber::convert(const std::uint8_t *from, const QRect &rect, Framebuffer &into) const
{
    std::uint8_t *to = into.row(rect.y()) + std::size_t(rect.x()) * Framebuffer::bytesPerPixel;
    m_format.converter.convert(from, strideOf(rect.width()), to, into.stride(), rect.size());
}

} // namespace oriel
