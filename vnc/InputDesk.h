#pragma once

#include "desktop/InputEvents.h"
#include "desktop/ScreenLayout.h"
#include "session/Viewer.h"

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QObject>
#include <QPoint>
#include <QQueue>
#include <QSize>

#include <deque>

namespace oriel {

/**
 * Makes key presses and pointer moves of what viewers send, past the vnc thread and whatever it
 * encodes. Lives in the desktop thread.
 *
 * A viewer's input keeps its order, and overtakes none of its barriers: ClientInit, clipboard
 * texts and wishes for another size, which go through the vnc thread. Whoever hands input over says
 * how many of them came before it; input waits here until the vnc thread has passed on as many.
 */
class InputDesk : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

public slots:
    /** Before anything else of a viewer; its barriers are counted from here on. */
    void enter(const oriel::ViewerInfo &viewer);
    /** Behind all that it sent: what waits is dropped, what it holds is let go. Idempotent. */
    void leave(oriel::ViewerId viewer);
    /** What it holds is let go, once the input before is played. */
    void letGo(oriel::ViewerId viewer);
    /**
     * Whole key and pointer messages as RfbFilter lets them through, behind so many barriers.
     * Dropped if the viewer did not enter or may not control.
     */
    void take(oriel::ViewerId viewer, const QByteArray &messages, quint32 barriers);
    /** The vnc thread has passed on what the viewer's next barrier asks of the desktop. */
    void passBarrier(oriel::ViewerId viewer);

    /** Pointers stay inside of it. Known before a viewer's first barrier is passed. */
    void setLayout(const oriel::ScreenLayout &layout);
    /** The desktop's pointer is there: pointerMoved() follows. */
    void notePointer(QPoint position);

signals:
    void pointer(oriel::ViewerId viewer, oriel::PointerInput input);
    void key(oriel::ViewerId viewer, oriel::KeyInput input);
    void released(oriel::ViewerId viewer);
    /** `mover` put it there; 0: none of the viewers. */
    void pointerMoved(QPoint position, oriel::ViewerId mover);

private:
    struct Held {
        QByteArray messages; ///< empty: let go
        quint32 barriers = 0;
    };
    struct Entered {
        ViewerRights rights;
        quint32 announced = 0; ///< barriers that came before the last input
        quint32 passed = 0;
        QQueue<Held> held;
    };
    struct Placed {
        QPoint position;
        ViewerId viewer = 0;
    };

    void put(ViewerId viewer, const Held &next);
    void play(ViewerId viewer, const QByteArray &messages);
    void play(ViewerId viewer, PointerInput input);

    QHash<ViewerId, Entered> m_viewers;
    QSize m_size;
    std::deque<Placed> m_placed; ///< by viewers, oldest first
};

} // namespace oriel
