#pragma once

#include "tests/bench/painter/ScreenWindow.h"

#include <QSet>

#include <functional>
#include <thread>

namespace oriel::bench {

/**
 * The barcode that counts key presses. It has a thread, a connection and a small window of its own,
 * so that nothing the scene does is between the key and the screen.
 */
class KeyCounter {
public:
    /** In the counter's thread: the number is on the screen since `nanoseconds`. */
    using Shown = std::function<void(int number, std::int64_t nanoseconds)>;

    /**
     * On top of `parent`, which is to have the keyboard; shows 0 from the time that is mapped.
     * Counts no more once the X server is gone: `parent`'s owner sees that for itself.
     */
    KeyCounter(xcb_window_t parent, const QSize &screen, Shown shown);
    ~KeyCounter();
    Q_DISABLE_COPY_MOVE(KeyCounter)

private:
    void createWindow(const QSize &screen);
    void run();
    /** Is it the press of a key that is none of the modifiers, and no repetition? */
    bool isCounted(const xcb_generic_event_t *event);
    void show(int number);
    void rememberModifiers();
    void askForRepetitionsAlone();

    XcbConnection m_connection;
    xcb_window_t m_parent;
    xcb_window_t m_window;
    xcb_pixmap_t m_background; ///< the window's: the server paints it whenever it must
    xcb_gcontext_t m_context;
    Shown m_shown;
    QSet<xcb_keycode_t> m_modifiers;
    QSet<xcb_keycode_t> m_down;
    std::thread m_thread;
};

} // namespace oriel::bench
