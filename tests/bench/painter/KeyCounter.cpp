#include "tests/bench/painter/KeyCounter.h"

#include "tests/bench/Barcode.h"
#include "tests/bench/Clock.h"
#include "tests/bench/Layout.h"

// libxcb names a member as C++ names something of its own.
#define explicit explicit_
#include <xcb/xkb.h>
#undef explicit

#include <sys/socket.h>

#include <array>
#include <stdexcept>
#include <utility>

namespace oriel::bench {

KeyCounter::KeyCounter(xcb_window_t parent, const QSize &screen, Shown shown)
    : m_connection(connectToDisplay())
    , m_parent(parent)
    , m_window(xcb_generate_id(m_connection.get()))
    , m_background(xcb_generate_id(m_connection.get()))
    , m_context(xcb_generate_id(m_connection.get()))
    , m_shown(std::move(shown))
{
    askForRepetitionsAlone();
    rememberModifiers();
    createWindow(screen);
    show(0);
    m_thread = std::thread([this] { run(); });
}

KeyCounter::~KeyCounter()
{
    // What the thread waits for ends with the connection.
    shutdown(xcb_get_file_descriptor(m_connection.get()), SHUT_RDWR);
    m_thread.join();
}

void KeyCounter::rememberModifiers()
{
    const auto reply = xcbReply(xcb_get_modifier_mapping_reply, m_connection.get(),
                                xcb_get_modifier_mapping(m_connection.get()));
    if (!reply)
        return;
    const xcb_keycode_t *codes = xcb_get_modifier_mapping_keycodes(reply.get());
    for (int i = 0; i < xcb_get_modifier_mapping_keycodes_length(reply.get()); ++i)
        m_modifiers.insert(codes[i]);
}

void KeyCounter::askForRepetitionsAlone()
{
    // A held key else repeats as releases and presses, which look like somebody's quick fingers.
    constexpr std::uint32_t detectable = XCB_XKB_PER_CLIENT_FLAG_DETECTABLE_AUTO_REPEAT;
    const auto version = xcbReply(xcb_xkb_use_extension_reply, m_connection.get(),
                                  xcb_xkb_use_extension(m_connection.get(), 1, 0));
    const auto flags =
        xcbReply(xcb_xkb_per_client_flags_reply, m_connection.get(),
                 xcb_xkb_per_client_flags(m_connection.get(), XCB_XKB_ID_USE_CORE_KBD, detectable,
                                          detectable, 0, 0, 0));
    if (!version || !flags || (flags->value & detectable) == 0)
        throw std::runtime_error("the X server has no detectable auto-repeat (XKB)");
}

void KeyCounter::createWindow(const QSize &screen)
{
    const Point at = Layout::keyCode({screen.width(), screen.height()});
    xcb_create_window(m_connection.get(), XCB_COPY_FROM_PARENT, m_window, m_parent,
                      static_cast<std::int16_t>(at.x), static_cast<std::int16_t>(at.y),
                      Barcode::width, Barcode::height, 0, XCB_WINDOW_CLASS_INPUT_OUTPUT,
                      XCB_COPY_FROM_PARENT, 0, nullptr);
    xcb_create_pixmap(m_connection.get(), 24, m_background, m_window, Barcode::width,
                      Barcode::height);
    xcb_create_gc(m_connection.get(), m_context, m_window, 0, nullptr);
    xcb_map_window(m_connection.get(), m_window);
    const std::uint32_t events = XCB_EVENT_MASK_KEY_PRESS | XCB_EVENT_MASK_KEY_RELEASE;
    xcb_change_window_attributes(m_connection.get(), m_parent, XCB_CW_EVENT_MASK, &events);
}

void KeyCounter::run()
{
    int number = 0;
    try {
        while (const XcbPtr<xcb_generic_event_t> event{xcb_wait_for_event(m_connection.get())}) {
            if (!isCounted(event.get()))
                continue;
            show(++number);
            m_shown(number, monotonicNanoseconds());
        }
    } catch (const std::exception &) {
        // The same as no more events.
    }
}

bool KeyCounter::isCounted(const xcb_generic_event_t *event)
{
    const auto *key = xcbCast<xcb_key_press_event_t>(event);
    const int type = xcbType(event);
    if (type == XCB_KEY_RELEASE)
        m_down.remove(key->detail);
    if (type != XCB_KEY_PRESS || m_down.contains(key->detail))
        return false;
    m_down.insert(key->detail);
    return !m_modifiers.contains(key->detail);
}

void KeyCounter::show(int number)
{
    std::array<std::uint8_t, std::size_t{4} * Barcode::width * Barcode::height> pixels{};
    Barcode::write({pixels.data(), Barcode::width, Barcode::height, 4 * Barcode::width}, 0, 0,
                   BarcodeKind::Key, static_cast<std::uint16_t>(number));
    xcb_put_image(m_connection.get(), XCB_IMAGE_FORMAT_Z_PIXMAP, m_background, m_context,
                  Barcode::width, Barcode::height, 0, 0, 0, 24, pixels.size(), pixels.data());
    xcb_change_window_attributes(m_connection.get(), m_window, XCB_CW_BACK_PIXMAP, &m_background);
    xcb_clear_area(m_connection.get(), 0, m_window, 0, 0, 0, 0);
    roundTrip(m_connection.get());
}

} // namespace oriel::bench
