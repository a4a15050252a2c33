#pragma once

#include "desktop/x11/X11Connection.h"
#include "desktop/x11/Xkb.h"

#include <QList>
#include <QRect>

namespace oriel::test {

/**
 * Another program on the display: draws, and reads the keyboard and pointer in a window of its
 * own that has the focus. It learns of a changed keyboard as toolkits do: by an event, upon which
 * it asks for the present layout.
 */
class XProgram : public QObject {
    Q_OBJECT

public:
    /** A key or button as the window saw it. */
    struct Seen {
        bool down = false;
        quint32 detail = 0; ///< key code or button
        quint32 keysym = 0; ///< 0 for buttons
        quint32 state = 0;  ///< modifiers and buttons before the event

        friend bool operator==(const Seen &, const Seen &) = default;
    };

    explicit XProgram(const QString &display);

    X11Connection &connection() { return *m_connection; }
    void fill(const QRect &rect, quint32 rgb);
    /** R, G, B, 0 of the whole screen, read in the slow and sure way. */
    QByteArray screenshot();
    void setCursor(QSize size, QPoint hotSpot, const QList<quint32> &argb);

    /** Opens the window and waits until it has the focus. */
    bool openWindow();
    QString text() const { return m_text; }
    QList<Seen> keys() const { return m_keys; }
    QList<Seen> buttons() const { return m_buttons; }
    QPoint pointer() const { return m_pointer; }
    void forget();
    /** Keys that are down, as the server says. */
    QList<quint32> keysDown();
    /** Caps Lock, Num Lock and other layouts off. */
    void unlockAll();
    /** The layout as XKB text, to be compared. */
    QByteArray layout();

private:
    void handleEvent(const xcb_generic_event_t *event);
    void readKey(const xcb_key_press_event_t &event, bool down);
    XkbKeymapPtr readKeymap();

    std::unique_ptr<X11Connection> m_connection;
    xcb_gcontext_t m_gc = 0;
    xcb_window_t m_window = 0;
    bool m_focused = false;
    XkbContextPtr m_context;
    XkbKeymapPtr m_keymap;
    quint8 m_xkbEvent = 0;
    QString m_text;
    QList<Seen> m_keys;
    QList<Seen> m_buttons;
    QPoint m_pointer;
};

} // namespace oriel::test
