#pragma once

#include "desktop/DamageTracker.h"
#include "desktop/FrameStore.h"
#include "desktop/ScreenCapture.h"
#include "desktop/x11/ChangeFinder.h"
#include "desktop/x11/OwnWindows.h"
#include "desktop/x11/PointerWatcher.h"
#include "desktop/x11/ScreenGeometry.h"
#include "desktop/x11/ScreenGrabber.h"
#include "desktop/x11/ScreenStateWatcher.h"

#include <QTimer>

#include <xcb/damage.h>

#include <chrono>

namespace oriel {

/**
 * Captures the root window, Oriel's own windows painted over. The server tells of damage once
 * (XDAMAGE, NonEmpty) and then keeps it together until a frame is made, however much is drawn
 * meanwhile.
 */
class X11Capture : public ScreenCapture {
    Q_OBJECT

public:
    /** Null with one clear line in `error` if the screen can't be read. */
    static std::unique_ptr<X11Capture> create(X11Connection &connection, OwnWindows &ownWindows,
                                              FrameStore &store, QString *error);
    ~X11Capture() override;

    void start() override;
    void stop() override;
    void requestFrame() override;

    bool resizeDesktop(QSize size);
    /** Nobody tells the X server that another program has locked the screen. */
    void setLocked(bool locked) { m_screenState.setLocked(locked); }
    /** State of the lock keys, for ledStateChanged(). */
    void setLeds(int leds);

    bool hasDamage() const { return m_damageEvent != 0; }
    bool usesSharedMemory() const;

private:
    using Clock = std::chrono::steady_clock;

    X11Capture(X11Connection &connection, OwnWindows &ownWindows, FrameStore &store,
               std::unique_ptr<ScreenGrabber> grabber);
    void openDamage();
    void closeDamage();
    void handleEvent(const xcb_generic_event_t *event);
    void updateLayout();
    void schedule();
    void capture();
    void fetchDamage();
    QRegion copy(Framebuffer &framebuffer);
    QRegion coverOwnWindows(const QRegion &grabbed, Framebuffer &framebuffer);

    X11Connection &m_connection;
    OwnWindows &m_ownWindows;
    FrameStore &m_store;
    std::unique_ptr<ScreenGrabber> m_grabber;
    ScreenGeometry m_geometry;
    PointerWatcher m_pointer;
    ScreenStateWatcher m_screenState;
    ChangeFinder m_changes; ///< used without XDAMAGE only
    DamageTracker m_tracker;
    QRegion m_covered; ///< where viewers see a cover instead of our own windows
    ScreenLayout m_layout;
    int m_leds = 0;

    quint8 m_damageEvent = 0; ///< 0 without XDAMAGE
    xcb_damage_damage_t m_damage = 0;
    xcb_xfixes_region_t m_region = 0;

    bool m_running = false;
    bool m_requested = false;
    bool m_serverHasDamage = false; ///< told by the server, not yet fetched
    QTimer m_frameTimer;
    QTimer m_layoutTimer;
    std::chrono::nanoseconds m_frameInterval{};
    Clock::time_point m_frameDue;
};

} // namespace oriel
