#pragma once

#include "desktop/ScreenLayout.h"
#include "desktop/x11/X11Connection.h"

#include <chrono>

namespace oriel {

/** What RandR tells about the root window and its monitors; without RandR, the window's size. */
class ScreenGeometry : public QObject {
    Q_OBJECT

public:
    /** `connection` outlives it. */
    explicit ScreenGeometry(X11Connection &connection);

    /** Asks the server. A null size if it is gone. */
    ScreenLayout layout() const;
    /** The time between two pictures of the fastest display; 60 Hz if unknown. */
    std::chrono::nanoseconds frameInterval() const;

    /**
     * Gives the only display that is on this size. Displays that exist nowhere but in memory get
     * a new mode for it; a real one takes only what it offers.
     */
    bool resize(QSize size);

signals:
    /** Anything of it changed, perhaps; several times for one change. */
    void changed();

private:
    void handleEvent(const xcb_generic_event_t *event);
    QList<Monitor> monitors() const;

    X11Connection &m_connection;
    quint8 m_firstEvent = 0; ///< of RandR; 0 without it
    bool m_hasMonitors = false;
};

} // namespace oriel
