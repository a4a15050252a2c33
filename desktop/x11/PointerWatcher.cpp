#include "desktop/x11/PointerWatcher.h"

#include <xcb/xfixes.h>
#include <xcb/xinput.h>

#include <span>

namespace oriel {

namespace {

CursorShape shapeOf(const xcb_xfixes_get_cursor_image_reply_t &image)
{
    const std::span pixels(xcb_xfixes_get_cursor_image_cursor_image(&image),
                           std::size_t(xcb_xfixes_get_cursor_image_cursor_image_length(&image)));
    CursorShape shape{QSize(image.width, image.height), QPoint(image.xhot, image.yhot), {}};
    shape.pixels.reserve(qsizetype(pixels.size()) * 4);
    for (const quint32 argb : pixels) { // premultiplied already
        const char rgba[] = {char(argb >> 16 & 0xff), char(argb >> 8 & 0xff), char(argb & 0xff),
                             char(argb >> 24)};
        shape.pixels.append(rgba, sizeof rgba);
    }
    return shape;
}

bool hasFixes(X11Connection &connection)
{
    return connection.extension(&xcb_xfixes_id)
        && xcbReply(xcb_xfixes_query_version_reply, connection.xcb(),
                    xcb_xfixes_query_version(connection.xcb(), 5, 0));
}

bool hasRawMotion(X11Connection &connection)
{
    if (!connection.extension(&xcb_input_id))
        return false;
    const auto version = xcbReply(xcb_input_xi_query_version_reply, connection.xcb(),
                                  xcb_input_xi_query_version(connection.xcb(), 2, 2));
    return version && version->major_version >= 2;
}

} // namespace

PointerWatcher::PointerWatcher(X11Connection &connection)
    : m_connection(connection)
{
    if (hasFixes(connection)) {
        m_cursorEvent =
            quint8(connection.extension(&xcb_xfixes_id)->first_event + XCB_XFIXES_CURSOR_NOTIFY);
    }
    if (hasRawMotion(connection))
        m_inputOpcode = connection.extension(&xcb_input_id)->major_opcode;
    m_pause.setSingleShot(true);
    m_pause.setTimerType(Qt::PreciseTimer);
    m_pause.callOnTimeout(this, &PointerWatcher::resumeAfterPause);
    connect(&connection, &X11Connection::event, this, &PointerWatcher::handleEvent);
}

void PointerWatcher::start(std::chrono::nanoseconds frameInterval)
{
    m_running = true;
    m_position = QPoint(-1, -1);
    m_pause.setInterval(std::chrono::ceil<std::chrono::milliseconds>(frameInterval));
    if (m_cursorEvent) {
        xcb_xfixes_select_cursor_input(m_connection.xcb(), m_connection.root(),
                                       XCB_XFIXES_CURSOR_NOTIFY_MASK_DISPLAY_CURSOR);
        publishCursor();
    }
    selectMotion(true);
    checkPosition();
}

void PointerWatcher::stop()
{
    m_running = false;
    m_pause.stop();
    if (m_cursorEvent)
        xcb_xfixes_select_cursor_input(m_connection.xcb(), m_connection.root(), 0);
    selectMotion(false);
    m_connection.flush();
}

void PointerWatcher::checkPosition()
{
    const auto pointer = xcbReply(xcb_query_pointer_reply, m_connection.xcb(),
                                  xcb_query_pointer(m_connection.xcb(), m_connection.root()));
    if (!pointer || !pointer->same_screen)
        return;
    const QPoint position(pointer->root_x, pointer->root_y);
    if (position == m_position)
        return;
    m_position = position;
    emit moved(position);
}

void PointerWatcher::handleEvent(const xcb_generic_event_t *event)
{
    if (!m_running)
        return;
    const int type = xcbType(event);
    if (m_cursorEvent && type == m_cursorEvent) {
        publishCursor();
    } else if (m_inputOpcode && type == XCB_GE_GENERIC) {
        const auto *generic = xcbCast<xcb_ge_generic_event_t>(event);
        if (generic->extension != m_inputOpcode || generic->event_type != XCB_INPUT_RAW_MOTION
            || m_pause.isActive())
            return;
        // A mouse may report a thousand times a second; nobody needs more than one a frame.
        selectMotion(false);
        m_pause.start();
        checkPosition();
    }
}

void PointerWatcher::selectMotion(bool on)
{
    if (!m_inputOpcode)
        return;
    struct {
        xcb_input_event_mask_t head{XCB_INPUT_DEVICE_ALL_MASTER, 1};
        quint32 mask = 0;
    } selection;
    selection.mask = on ? XCB_INPUT_XI_EVENT_MASK_RAW_MOTION : 0;
    xcb_input_xi_select_events(m_connection.xcb(), m_connection.root(), 1, &selection.head);
}

void PointerWatcher::publishCursor()
{
    const auto image = xcbReply(xcb_xfixes_get_cursor_image_reply, m_connection.xcb(),
                                xcb_xfixes_get_cursor_image(m_connection.xcb()));
    if (image)
        emit cursorChanged(shapeOf(*image));
}

void PointerWatcher::resumeAfterPause()
{
    selectMotion(true);
    checkPosition();
}

} // namespace oriel
