#pragma once

#include "desktop/FrameStore.h"
#include "desktop/HostClipboard.h"
#include "desktop/InputInjector.h"
#include "desktop/ScreenCapture.h"

#include <QObject>
#include <QString>

#include <memory>

namespace oriel {

/** Which desktop to open. */
struct DesktopChoice {
    QString backend; ///< "" (the best that works), or a backend's name: "x11", "fake"
    QString display; ///< X display; empty: $DISPLAY
    /** One of this process's own windows on that desktop; 0: there are none. See OwnWindows. */
    quint64 ownWindow = 0;
};

/**
 * One desktop: the OS connection and the parts that work on it. Made and used in the desktop
 * thread. The parts are owned by the backend and live as long as it does.
 */
class DesktopBackend : public QObject {
    Q_OBJECT

public:
    /**
     * Opens a desktop. Backends are tried in a written order; the result is logged once. Null
     * with one clear line in `error`, naming the cure, if none works. `store` outlives it.
     */
    static std::unique_ptr<DesktopBackend> open(const DesktopChoice &choice, FrameStore &store,
                                                QString *error);

    virtual ScreenCapture &capture() = 0;
    virtual InputInjector &input() = 0;
    virtual HostClipboard &clipboard() = 0;

    /** "alice on fern" or the like: what viewers see as the desktop's name. */
    virtual QString name() const = 0;
    /** One line for people about what is missing and what that means; empty: nothing. */
    virtual QString limitations() const { return {}; }

    /**
     * While true the screen does not blank and the machine does not sleep. Given back on false,
     * on destruction and (where the OS can) when the process dies. Alternates.
     */
    virtual void keepAwake(bool awake) = 0;
    /** A viewer asks for another desktop size. False: not possible here (the reply says so). */
    virtual bool resizeDesktop(QSize size) = 0;

protected:
    using QObject::QObject;
};

} // namespace oriel
