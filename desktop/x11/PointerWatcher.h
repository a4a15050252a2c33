#pragma once

#include "desktop/CursorShape.h"
#include "desktop/x11/X11Connection.h"

#include <QTimer>

#include <chrono>

namespace oriel {

/**
 * The pointer's picture (XFIXES) and place. The server tells that the pointer moves (XInput 2
 * raw motion), once a frame at most, so a resting pointer costs nothing. Without XInput 2 the
 * place is asked for with each frame only.
 */
class PointerWatcher : public QObject {
    Q_OBJECT

public:
    /** `connection` outlives it. */
    explicit PointerWatcher(X11Connection &connection);

    /** Emits the present picture and place, then each change. */
    void start(std::chrono::nanoseconds frameInterval);
    void stop();
    /** A frame is made: the pointer may have been moved without raw motion (warped). */
    void checkPosition();

signals:
    void cursorChanged(const oriel::CursorShape &cursor);
    void moved(QPoint position);

private:
    void handleEvent(const xcb_generic_event_t *event);
    void selectMotion(bool on);
    void publishCursor();
    void resumeAfterPause();

    X11Connection &m_connection;
    quint8 m_cursorEvent = 0; ///< 0 without XFIXES
    quint8 m_inputOpcode = 0; ///< 0 without XInput 2
    QTimer m_pause;
    bool m_running = false;
    QPoint m_position{-1, -1};
};

} // namespace oriel
