#pragma once

#include "desktop/x11/X11Connection.h"
#include "session/Viewer.h"

namespace oriel {

/** Whether the screen shows the desktop, is blanked (MIT-SCREEN-SAVER, DPMS) or locked. */
class ScreenStateWatcher : public QObject {
    Q_OBJECT

public:
    /** `connection` outlives it. */
    explicit ScreenStateWatcher(X11Connection &connection);

    ScreenState state() const;
    void setLocked(bool locked);

signals:
    void changed(oriel::ScreenState state);

private:
    void handleEvent(const xcb_generic_event_t *event);
    void update(bool blank, bool locked);

    X11Connection &m_connection;
    quint8 m_event = 0; ///< 0 without MIT-SCREEN-SAVER
    bool m_blank = false;
    bool m_locked = false;
};

} // namespace oriel
