#include "tests/bench/painter/ScreenWindow.h"

#include <sys/ipc.h>
#include <sys/shm.h>
#include <xcb/shm.h>

#include <array>
#include <stdexcept>

namespace oriel::bench {

XcbConnection connectToDisplay()
{
    XcbConnection connection(xcb_connect(nullptr, nullptr));
    if (xcb_connection_has_error(connection.get()) != 0)
        throw std::runtime_error("can't connect to the X server of $DISPLAY");
    return connection;
}

void roundTrip(xcb_connection_t *connection)
{
    if (!xcbReply(xcb_get_input_focus_reply, connection, xcb_get_input_focus(connection)))
        throw std::runtime_error("the X server is gone");
}

ScreenWindow::ScreenWindow()
    : m_connection(connectToDisplay())
    , m_screen(xcb_setup_roots_iterator(xcb_get_setup(m_connection.get())).data)
    , m_window(xcb_generate_id(m_connection.get()))
    , m_context(xcb_generate_id(m_connection.get()))
    , m_segment(xcb_generate_id(m_connection.get()))
{
    if (m_screen->root_depth != 24)
        throw std::runtime_error("the screen's depth is not 24");
    createWindow();
    createSegment();
}

ScreenWindow::~ScreenWindow()
{
    if (m_memory)
        shmdt(m_memory);
}

void ScreenWindow::createWindow()
{
    // A pointer that can be seen would be in the pictures of those servers that paint it.
    const auto empty = xcb_generate_id(m_connection.get());
    const auto cursor = xcb_generate_id(m_connection.get());
    xcb_create_pixmap(m_connection.get(), 1, empty, m_screen->root, 1, 1);
    xcb_create_gc(m_connection.get(), m_context, empty, 0, nullptr);
    const xcb_rectangle_t all{0, 0, 1, 1};
    xcb_poly_fill_rectangle(m_connection.get(), empty, m_context, 1, &all);
    xcb_free_gc(m_connection.get(), m_context);
    xcb_create_cursor(m_connection.get(), cursor, empty, empty, 0, 0, 0, 0, 0, 0, 0, 0);

    const std::array<std::uint32_t, 3> values{1, XCB_EVENT_MASK_EXPOSURE, cursor};
    xcb_create_window(m_connection.get(), XCB_COPY_FROM_PARENT, m_window, m_screen->root, 0, 0,
                      m_screen->width_in_pixels, m_screen->height_in_pixels, 0,
                      XCB_WINDOW_CLASS_INPUT_OUTPUT, XCB_COPY_FROM_PARENT,
                      XCB_CW_OVERRIDE_REDIRECT | XCB_CW_EVENT_MASK | XCB_CW_CURSOR, values.data());
    xcb_create_gc(m_connection.get(), m_context, m_window, 0, nullptr);
}

void ScreenWindow::createSegment()
{
    const int width = m_screen->width_in_pixels;
    const int height = m_screen->height_in_pixels;
    const std::size_t bytes = std::size_t{4} * width * height;
    const int shared = shmget(IPC_PRIVATE, bytes, IPC_CREAT | 0600);
    void *memory = shared < 0 ? nullptr : shmat(shared, nullptr, 0);
    const bool there = memory && memory != reinterpret_cast<void *>(-1);
    const bool attached = there
        && xcbSucceeds(m_connection.get(),
                       xcb_shm_attach_checked(m_connection.get(), m_segment, shared, 1));
    // Both have it by now or never will: so it can't outlive them.
    if (shared >= 0)
        shmctl(shared, IPC_RMID, nullptr);
    if (there)
        m_memory = memory;
    if (!attached)
        throw std::runtime_error("no memory shared with the X server (MIT-SHM)");
    m_image =
        QImage(static_cast<uchar *>(m_memory), width, height, 4 * width, QImage::Format_RGB32);
}

void ScreenWindow::open()
{
    xcb_map_window(m_connection.get(), m_window);
    xcb_set_input_focus(m_connection.get(), XCB_INPUT_FOCUS_POINTER_ROOT, m_window,
                        XCB_CURRENT_TIME);
    show(m_image.rect());
}

void ScreenWindow::show(const QRegion &changed)
{
    for (const QRect &area : changed) {
        const auto x = static_cast<std::int16_t>(area.x());
        const auto y = static_cast<std::int16_t>(area.y());
        const auto width = static_cast<std::uint16_t>(area.width());
        const auto height = static_cast<std::uint16_t>(area.height());
        xcb_shm_put_image(
            m_connection.get(), m_window, m_context, static_cast<std::uint16_t>(m_image.width()),
            static_cast<std::uint16_t>(m_image.height()), static_cast<std::uint16_t>(x),
            static_cast<std::uint16_t>(y), width, height, x, y, m_screen->root_depth,
            XCB_IMAGE_FORMAT_Z_PIXMAP, 0, m_segment, 0);
    }
    roundTrip(m_connection.get());
}

void ScreenWindow::handleEvents()
{
    QRegion exposed;
    while (const XcbPtr<xcb_generic_event_t> event{xcb_poll_for_event(m_connection.get())}) {
        if (xcbType(event.get()) != XCB_EXPOSE)
            continue;
        const auto *expose = xcbCast<xcb_expose_event_t>(event.get());
        exposed += QRect(expose->x, expose->y, expose->width, expose->height);
    }
    if (xcb_connection_has_error(m_connection.get()) != 0)
        throw std::runtime_error("the X server is gone");
    if (!exposed.isEmpty())
        show(exposed);
}

} // namespace oriel::bench
