#pragma once

#include "desktop/DesktopBackend.h"
#include "desktop/fake/FakeCapture.h"
#include "desktop/fake/FakeClipboard.h"
#include "desktop/fake/FakeInput.h"
#include "desktop/fake/FakeRecorder.h"

namespace oriel {

/**
 * A desktop for tests, opened by the display "fake:WxH" with any of these appended:
 *   ,record=FILE   appends input and clipboard as JSON lines
 *   ,fps=N         how fast the picture moves (10); 0: one step with each key press
 *   ,moves         shows FakeMoves instead of FakePattern; after fps
 *   ,monitors=N    has so many side by side (1); after moves
 * Keys of a multimedia keyboard play events on the host: XF86Copy copies a text with Unicode in
 * it, XF86Cut a picture, XF86Paste more than viewers get; XF86ScreenSaver locks and unlocks,
 * XF86PowerOff ends the desktop, XF86Display unplugs all monitors but one, and plugs them in again.
 * Lock keys change the LED state, button 1 changes the pointer's picture.
 */
class FakeBackend : public DesktopBackend {
    Q_OBJECT

public:
    static constexpr quint32 copyKey = 0x1008ff57;
    static constexpr quint32 copyPictureKey = 0x1008ff58;
    static constexpr quint32 copyTooMuchKey = 0x1008ff6d;
    static constexpr quint32 lockKey = 0x1008ff2d;
    static constexpr quint32 powerOffKey = 0x1008ff2a;
    static constexpr quint32 displayKey = 0x1008ff59;
    static QString copiedText();       ///< what copyKey copies
    static QByteArray copiedPicture(); ///< a PNG of 3x2 pixels with a comment in it

    static std::unique_ptr<DesktopBackend> open(const DesktopChoice &choice, FrameStore &store,
                                                QString *error);

    FakeCapture &capture() override { return m_capture; }
    FakeInput &input() override { return m_input; }
    FakeClipboard &clipboard() override { return m_clipboard; }

    QString name() const override { return QStringLiteral("tester on fake"); }
    void keepAwake(bool awake) override;
    bool resizeDesktop(QSize size) override;

private:
    FakeBackend(FrameStore &store, QSize size, int framesPerSecond, FakeCapture::Scene scene);
    void playKey(quint32 keysym);

    FakeRecorder m_recorder;
    FakeCapture m_capture;
    FakeInput m_input;
    FakeClipboard m_clipboard;
    int m_framesPerSecond;
    int m_monitors = 1;
    bool m_isUnplugged = false;
    bool m_locked = false;
};

} // namespace oriel
