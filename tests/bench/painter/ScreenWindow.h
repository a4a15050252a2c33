#pragma once

#include "desktop/x11/Xcb.h"

#include <QImage>
#include <QRegion>

namespace oriel::bench {

struct XcbDisconnect {
    void operator()(xcb_connection_t *connection) const { xcb_disconnect(connection); }
};
using XcbConnection = std::unique_ptr<xcb_connection_t, XcbDisconnect>;

/** To $DISPLAY; throws std::runtime_error if that fails. */
XcbConnection connectToDisplay();

/** Returns when the server has done all that was asked of it; throws if it is gone. */
void roundTrip(xcb_connection_t *connection);

/**
 * A window over the whole screen, without a window manager, that has the keyboard. Its pixels are
 * in memory shared with the X server. Everything throws std::runtime_error when the server is gone.
 */
class ScreenWindow {
public:
    ScreenWindow();
    ~ScreenWindow();
    Q_DISABLE_COPY_MOVE(ScreenWindow)

    /** To be painted into; the server shows it with the next show(). */
    QImage &image() { return m_image; }
    xcb_window_t id() const { return m_window; }
    /** Readable when handleEvents() has something to do. */
    int descriptor() const { return xcb_get_file_descriptor(m_connection.get()); }

    /** Maps the window, shows all of the image and takes the keyboard. */
    void open();

    /** Puts what changed on the screen, and waits until it is there. */
    void show(const QRegion &changed);

    /** Shows again what other windows covered. */
    void handleEvents();

private:
    void createWindow();
    void createSegment();

    XcbConnection m_connection;
    xcb_screen_t *m_screen;
    xcb_window_t m_window;
    xcb_gcontext_t m_context;
    std::uint32_t m_segment;
    void *m_memory = nullptr;
    QImage m_image;
};

} // namespace oriel::bench
