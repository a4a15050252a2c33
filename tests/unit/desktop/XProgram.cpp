#include "XProgram.h"

#include <QTest>

#include <xcb/render.h>

namespace oriel::test {

namespace {
constexpr quint16 coreKeyboard = XCB_XKB_ID_USE_CORE_KBD;
} // namespace

XProgram::XProgram(const QString &display)
{
    QString error;
    m_connection = X11Connection::open(display, &error);
    if (!m_connection)
        qFatal("%s", qPrintable(error));
    xcb_connection_t *c = m_connection->xcb();
    m_gc = xcb_generate_id(c);
    const quint32 inferiors = XCB_SUBWINDOW_MODE_INCLUDE_INFERIORS;
    xcb_create_gc(c, m_gc, m_connection->root(), XCB_GC_SUBWINDOW_MODE, &inferiors);
    xkb_x11_setup_xkb_extension(c, 1, 0, XKB_X11_SETUP_XKB_EXTENSION_NO_FLAGS, nullptr, nullptr,
                                &m_xkbEvent, nullptr);
    constexpr quint16 events =
        XCB_XKB_EVENT_TYPE_NEW_KEYBOARD_NOTIFY | XCB_XKB_EVENT_TYPE_MAP_NOTIFY;
    xcb_xkb_select_events(c, coreKeyboard, events, 0, events, 0xff, 0xff, nullptr);
    m_context.reset(xkb_context_new(XKB_CONTEXT_NO_DEFAULT_INCLUDES));
    connect(m_connection.get(), &X11Connection::event, this, &XProgram::handleEvent);
}

void XProgram::fill(const QRect &rect, quint32 rgb)
{
    xcb_connection_t *c = m_connection->xcb();
    const xcb_rectangle_t area{qint16(rect.x()), qint16(rect.y()), quint16(rect.width()),
                               quint16(rect.height())};
    xcb_change_gc(c, m_gc, XCB_GC_FOREGROUND, &rgb);
    xcb_poly_fill_rectangle(c, m_connection->root(), m_gc, 1, &area);
    m_connection->flush();
}

QByteArray XProgram::screenshot()
{
    xcb_connection_t *c = m_connection->xcb();
    const auto size =
        xcbReply(xcb_get_geometry_reply, c, xcb_get_geometry(c, m_connection->root()));
    const auto image = xcbReply(xcb_get_image_reply, c,
                                xcb_get_image(c, XCB_IMAGE_FORMAT_Z_PIXMAP, m_connection->root(), 0,
                                              0, size->width, size->height, ~0U));
    QByteArray pixels(reinterpret_cast<const char *>(xcb_get_image_data(image.get())),
                      xcb_get_image_data_length(image.get()));
    for (qsizetype i = 0; i + 3 < pixels.size(); i += 4) {
        std::swap(pixels[i], pixels[i + 2]);
        pixels[i + 3] = 0;
    }
    return pixels;
}

void XProgram::setCursor(QSize size, QPoint hotSpot, const QList<quint32> &argb)
{
    xcb_connection_t *c = m_connection->xcb();
    const auto formats =
        xcbReply(xcb_render_query_pict_formats_reply, c, xcb_render_query_pict_formats(c));
    xcb_render_pictformat_t format = 0;
    for (auto it = xcb_render_query_pict_formats_formats_iterator(formats.get()); it.rem;
         xcb_render_pictforminfo_next(&it)) {
        if (it.data->depth == 32 && it.data->direct.alpha_mask == 0xff
            && it.data->direct.alpha_shift == 24 && it.data->direct.red_shift == 16)
            format = it.data->id;
    }
    const xcb_pixmap_t pixmap = xcb_generate_id(c);
    const xcb_gcontext_t gc = xcb_generate_id(c);
    const xcb_render_picture_t picture = xcb_generate_id(c);
    const xcb_cursor_t cursor = xcb_generate_id(c);
    xcb_create_pixmap(c, 32, pixmap, m_connection->root(), quint16(size.width()),
                      quint16(size.height()));
    xcb_create_gc(c, gc, pixmap, 0, nullptr);
    xcb_put_image(c, XCB_IMAGE_FORMAT_Z_PIXMAP, pixmap, gc, quint16(size.width()),
                  quint16(size.height()), 0, 0, 0, 32, quint32(argb.size() * 4),
                  reinterpret_cast<const quint8 *>(argb.constData()));
    xcb_render_create_picture(c, picture, pixmap, format, 0, nullptr);
    xcb_render_create_cursor(c, cursor, picture, quint16(hotSpot.x()), quint16(hotSpot.y()));
    xcb_change_window_attributes(c, m_connection->root(), XCB_CW_CURSOR, &cursor);
    m_connection->flush();
}

bool XProgram::openWindow()
{
    xcb_connection_t *c = m_connection->xcb();
    m_window = xcb_generate_id(c);
    const quint32 values[] = {1,
                              XCB_EVENT_MASK_KEY_PRESS | XCB_EVENT_MASK_KEY_RELEASE
                                  | XCB_EVENT_MASK_BUTTON_PRESS | XCB_EVENT_MASK_BUTTON_RELEASE
                                  | XCB_EVENT_MASK_POINTER_MOTION | XCB_EVENT_MASK_FOCUS_CHANGE
                                  | XCB_EVENT_MASK_EXPOSURE};
    xcb_create_window(c, XCB_COPY_FROM_PARENT, m_window, m_connection->root(), 0, 0, 600, 400, 0,
                      XCB_WINDOW_CLASS_INPUT_OUTPUT, XCB_COPY_FROM_PARENT,
                      XCB_CW_OVERRIDE_REDIRECT | XCB_CW_EVENT_MASK, values);
    xcb_map_window(c, m_window);
    m_connection->flush();
    return QTest::qWaitFor([this] { return m_focused; }, 10000);
}

void XProgram::forget()
{
    m_text.clear();
    m_keys.clear();
    m_buttons.clear();
}

QList<quint32> XProgram::keysDown()
{
    const auto reply = xcbReply(xcb_query_keymap_reply, m_connection->xcb(),
                                xcb_query_keymap(m_connection->xcb()));
    QList<quint32> keys;
    for (quint32 key = 0; key < 256; ++key) {
        if (reply->keys[key / 8] >> key % 8 & 1)
            keys.append(key);
    }
    return keys;
}

void XProgram::unlockAll()
{
    xcb_xkb_latch_lock_state(m_connection->xcb(), coreKeyboard, 0xff, 0, 1, 0, 0, 0, 0);
    m_connection->flush();
}

QByteArray XProgram::layout()
{
    const XkbKeymapPtr keymap = readKeymap();
    char *text = xkb_keymap_get_as_string(keymap.get(), XKB_KEYMAP_FORMAT_TEXT_V1);
    QByteArray result(text);
    std::free(text);
    return result;
}

void XProgram::handleEvent(const xcb_generic_event_t *event)
{
    const int type = xcbType(event);
    if (type == m_xkbEvent) {
        m_keymap.reset();
        return;
    }
    switch (type) {
    case XCB_EXPOSE:
        xcb_set_input_focus(m_connection->xcb(), XCB_INPUT_FOCUS_POINTER_ROOT, m_window,
                            XCB_CURRENT_TIME);
        break;
    case XCB_FOCUS_IN: m_focused = true; break;
    case XCB_KEY_PRESS:
    case XCB_KEY_RELEASE:
        readKey(*xcbCast<xcb_key_press_event_t>(event), type == XCB_KEY_PRESS);
        break;
    case XCB_BUTTON_PRESS:
    case XCB_BUTTON_RELEASE: {
        const auto *button = xcbCast<xcb_button_press_event_t>(event);
        m_buttons.append({type == XCB_BUTTON_PRESS, button->detail, 0, button->state});
        m_pointer = QPoint(button->root_x, button->root_y);
        break;
    }
    case XCB_MOTION_NOTIFY: {
        const auto *motion = xcbCast<xcb_motion_notify_event_t>(event);
        m_pointer = QPoint(motion->root_x, motion->root_y);
        break;
    }
    default: break;
    }
}

void XProgram::readKey(const xcb_key_press_event_t &event, bool down)
{
    if (!m_keymap)
        m_keymap = readKeymap();
    xkb_state *state = xkb_state_new(m_keymap.get());
    xkb_state_update_mask(state, event.state & 0xff, 0, 0, event.state >> 13 & 3, 0, 0);
    const xkb_keysym_t keysym = xkb_state_key_get_one_sym(state, event.detail);
    xkb_state_unref(state);
    m_keys.append({down, event.detail, keysym, event.state});
    const quint32 character = xkb_keysym_to_utf32(keysym);
    const char32_t text[] = {character};
    if (down && character >= 0x20)
        m_text += QString::fromUcs4(text, 1);
}

XkbKeymapPtr XProgram::readKeymap()
{
    return XkbKeymapPtr(xkb_x11_keymap_new_from_device(
        m_context.get(), m_connection->xcb(),
        xkb_x11_get_core_keyboard_device_id(m_connection->xcb()), XKB_KEYMAP_COMPILE_NO_FLAGS));
}

} // namespace oriel::test
