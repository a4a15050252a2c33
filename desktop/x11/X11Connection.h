#pragma once

#include "desktop/x11/Xcb.h"

#include <QObject>
#include <QString>

class QSocketNotifier;

namespace oriel {

/**
 * The one connection to the X server. XCB rather than Xlib: errors stay local, and a server that
 * goes away ends nothing but the connection. Events are handed to everybody who listens, in the
 * server's order. Once lost, replies are null and requests are dropped, so all users stay safe.
 */
class X11Connection : public QObject {
    Q_OBJECT

public:
    /** `display` empty: $DISPLAY. Null with one clear line in `error`. */
    static std::unique_ptr<X11Connection> open(const QString &display, QString *error);
    ~X11Connection() override;

    xcb_connection_t *xcb() const { return m_xcb; }
    const xcb_screen_t &screen() const { return *m_screen; }
    xcb_window_t root() const { return m_screen->root; }
    /** As in "DISPLAY=…". */
    QString displayName() const { return m_displayName; }
    bool isLost() const { return m_lost; }
    /** Whether file descriptors can be passed to the server. */
    bool isLocal() const;

    /** Null if the server doesn't have it. */
    const xcb_query_extension_reply_t *extension(xcb_extension_t *extension) const;
    xcb_atom_t atom(const char *name) const;
    QString atomName(xcb_atom_t atom) const;
    /** What is told about the root window: what anybody selected and did not deselect. */
    void selectRootEvents(quint32 mask);
    void deselectRootEvents(quint32 mask);
    void flush() { xcb_flush(m_xcb); }
    /** Hands on what has arrived already. Not needed after replies: that happens by itself. */
    void processEvents();

signals:
    /** Direct connections only: the event lives as long as the call. */
    void event(const xcb_generic_event_t *event);
    /** The server is gone. Once. */
    void lost();

private:
    X11Connection(xcb_connection_t *connection, int screen, const QString &displayName);
    using PollFunction = xcb_generic_event_t *(*)(xcb_connection_t *);
    void processEvents(PollFunction poll);
    void checkLost();
    void awaitServer();

    xcb_connection_t *m_xcb;
    const xcb_screen_t *m_screen;
    QString m_displayName;
    QSocketNotifier *m_notifier;
    quint32 m_rootEvents = 0;
    bool m_lost = false;
    bool m_processing = false;
};

} // namespace oriel
