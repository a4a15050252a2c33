#pragma once

#include "desktop/x11/X11Connection.h"

#include <QPoint>
#include <QRegion>
#include <QSet>

namespace oriel {

/**
 * Oriel's own windows on the desktop that it shares: the share window, prompts, menus, with their
 * frames. Viewers neither see nor touch them. They belong to another connection of this process,
 * the toolkit's, and are told by what their identifiers have in common (X11 protocol, "Resource
 * IDs"). Lives in the desktop thread.
 *
 * A tray icon stands in the panel's window and is not covered, but takes no press either. What a
 * panel draws itself (a menu, a notification) can't be told from the panel.
 */
class OwnWindows : public QObject {
    Q_OBJECT

public:
    /** `ownWindow`: any window of the toolkit's connection; 0: this process shows none here. */
    OwnWindows(X11Connection &connection, xcb_window_t ownWindow);

    /** Between them the windows are followed; outside there are none. */
    void start();
    void stop();

    /** No window will ever be found: no call costs anything. */
    bool areNone() const { return m_base == 0; }
    /**
     * What can be seen of them. It takes in all that was on the screen when the server performed
     * the last request that was answered.
     */
    const QRegion &visible();
    /** Whether a press at this place would reach one. */
    bool takePressAt(QPoint place);
    /** Whether keys would reach one. */
    bool takeKeys();

private:
    struct Child; // of the root window

    bool isOwn(xcb_window_t window) const { return (window & ~m_mask) == m_base; }
    void handleEvent(const xcb_generic_event_t *event);
    void refreshIfOld();
    void refresh();
    void findAll();
    QList<xcb_window_t> forgetTheDead();
    QList<xcb_window_t> childrenOf(xcb_window_t window) const;
    xcb_window_t topOf(xcb_window_t window) const;
    bool hasProperty(xcb_window_t window, xcb_atom_t property) const;
    bool isMenu(xcb_window_t window) const;
    QList<Child> visibleChildren(const QList<xcb_window_t> &windows) const;
    QRegion shapeOf(const Child &child) const;
    bool isOpaque(const Child &child, bool composited) const;
    bool isComposited() const;
    xcb_window_t childAt(xcb_window_t window, QPoint place) const;

    X11Connection &m_connection;
    quint32 m_mask = 0;
    quint32 m_base = 0;
    bool m_hasShape = false;
    xcb_atom_t m_state = 0;
    xcb_atom_t m_opacity = 0;
    xcb_atom_t m_type = 0;
    xcb_atom_t m_compositor = 0;
    QSet<xcb_atom_t> m_menuTypes;

    bool m_following = false;
    bool m_isOld = true;
    QSet<xcb_window_t> m_windows; ///< own ones that are or were the root's children
    QSet<xcb_window_t> m_tops;    ///< the root's visible children that are or hold one of those
    bool m_menuIsOpen = false;
    QRegion m_visible;
};

/** As long as it lives no other client's request is performed: what was asked still holds. */
class ServerGrab {
public:
    explicit ServerGrab(X11Connection &connection)
        : m_connection(connection)
    {
        xcb_grab_server(m_connection.xcb());
    }
    ~ServerGrab()
    {
        xcb_ungrab_server(m_connection.xcb());
        m_connection.flush();
    }
    ServerGrab(const ServerGrab &) = delete;
    ServerGrab &operator=(const ServerGrab &) = delete;

private:
    X11Connection &m_connection;
};

} // namespace oriel
