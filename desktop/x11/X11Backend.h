#pragma once

#include "desktop/DesktopBackend.h"
#include "desktop/linux/LockWatcher.h"
#include "desktop/linux/SleepInhibitor.h"
#include "desktop/x11/OwnWindows.h"
#include "desktop/x11/PacedInput.h"
#include "desktop/x11/X11Capture.h"
#include "desktop/x11/X11Clipboard.h"
#include "desktop/x11/X11Connection.h"
#include "desktop/x11/X11Input.h"
#include "desktop/x11/X11Keyboard.h"

namespace oriel {

/** An X11 desktop. */
class X11Backend : public DesktopBackend {
    Q_OBJECT

public:
    static std::unique_ptr<DesktopBackend> open(const DesktopChoice &choice, FrameStore &store,
                                                QString *error);
    ~X11Backend() override;

    X11Capture &capture() override { return *m_capture; }
    PacedInput &input() override { return m_pacedInput; }
    X11Clipboard &clipboard() override { return m_clipboard; }

    QString name() const override;
    QString limitations() const override;
    void keepAwake(bool awake) override;
    bool resizeDesktop(QSize size) override { return m_capture->resizeDesktop(size); }

private:
    X11Backend(std::unique_ptr<X11Connection> connection, std::unique_ptr<OwnWindows> ownWindows,
               std::unique_ptr<X11Capture> capture);

    // In this order: each uses those above it until it is destroyed.
    std::unique_ptr<X11Connection> m_connection;
    std::unique_ptr<OwnWindows> m_ownWindows;
    std::unique_ptr<X11Capture> m_capture;
    std::unique_ptr<X11Keyboard> m_keyboard;
    X11Input m_input;
    PacedInput m_pacedInput;
    X11Clipboard m_clipboard;
    SleepInhibitor m_sleepInhibitor;
    LockWatcher m_lockWatcher;
};

} // namespace oriel
