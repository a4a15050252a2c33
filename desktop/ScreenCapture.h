#pragma once

#include "desktop/CursorShape.h"
#include "desktop/ScreenLayout.h"
#include "session/Viewer.h"

#include <QObject>
#include <QPoint>
#include <QRegion>

namespace oriel {

/**
 * Captures the whole desktop into a FrameStore. Lives in the desktop thread.
 *
 * Order: start() and stop() strictly alternate; start() comes with the first viewer, stop() after
 * the last. Between them frames are pulled: each requestFrame() allows one framePublished(), as
 * soon as something has changed and the display's rate permits (damage merges meanwhile). The
 * first frame after start() is the whole desktop and needs no request. A static desktop costs
 * nothing: no timer runs while there is no damage or no request.
 */
class ScreenCapture : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    virtual void start() = 0;
    virtual void stop() = 0;
    /** Idempotent until the frame it asks for is published. */
    virtual void requestFrame() = 0;

signals:
    /**
     * The FrameStore's picture changed inside `damage` (its coordinates). `damage` is never
     * empty. After a change of size it is the whole new picture.
     */
    void framePublished(const QRegion &damage);
    /** Size and monitors; emitted on start() and before the first frame in a new layout. */
    void layoutChanged(const oriel::ScreenLayout &layout);
    void cursorChanged(const oriel::CursorShape &cursor);
    /** The pointer moved, whoever moved it; at most once a displayed frame. */
    void pointerMoved(QPoint position);
    void screenStateChanged(oriel::ScreenState state);
    /** State of the lock keys. Bit 0 Scroll, 1 Num, 2 Caps Lock (QEMU LED state, rfbproto). */
    void ledStateChanged(int leds);
    /** The desktop is gone for good (the X server ended, say). Nothing follows. */
    void failed(const QString &error);
};

} // namespace oriel
