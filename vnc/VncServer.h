#pragma once

#include "desktop/CursorShape.h"
#include "desktop/FrameStore.h"
#include "desktop/ScreenLayout.h"
#include "session/Viewer.h"

#include <QObject>
#include <QRegion>

#include <memory>

namespace oriel {

/**
 * The built-in VNC server: libvncserver without a listening socket. Lives in the vnc thread.
 *
 * A viewer is one end of a socket pair. Its peer (proxy/) has performed the RFB security
 * handshake already, hands on whole client messages only, and always drains what is written; so
 * nothing here blocks. On the pair the first client message is ClientInit and the first server
 * message is ServerInit. Keys and pointers don't come this way: InputDesk takes them.
 */
class VncServer : public QObject {
    Q_OBJECT

public:
    /** `store` outlives the server. */
    explicit VncServer(FrameStore &store, QObject *parent = nullptr);
    ~VncServer() override;

public slots:
    /** Viewers' numbers begin anew: nothing is known of them any more. */
    void beginSession();
    void setDesktopName(const QString &name);
    /** Makes the pair and answers with viewerOpened(), or viewerGone() if that failed. */
    void openViewer(oriel::ViewerId viewer, oriel::ViewerRights rights);
    /** Idempotent. Answers with viewerGone() if the viewer was there. */
    void closeViewer(oriel::ViewerId viewer);

    /** A viewer that is stuck has a line that is not: a new connection without H.264 cures it. */
    void noteAlive(oriel::ViewerId viewer);

    // From the desktop
    void publishFrame(const QRegion &damage);
    void setLayout(const oriel::ScreenLayout &layout);
    void setCursor(const oriel::CursorShape &cursor);
    /** `mover`: the viewer that put it there, to which it is no news; 0: somebody else. */
    void setPointerPosition(QPoint position, oriel::ViewerId mover = 0);
    void setLedState(int leds);
    /** To each viewer with the clipboard right. */
    void setClipboard(const QString &text);
    /** The host's clipboard holds no text any more: no viewer gets it from here on. */
    void clearClipboard();
    /** The desktop's answer to resizeRequested(): false is told to the viewer as "prohibited". */
    void finishResize(oriel::ViewerId viewer, bool done);

signals:
    /** `fd` is the proxy's end; whoever receives this owns it. */
    void viewerOpened(oriel::ViewerId viewer, int fd);
    void viewerGone(oriel::ViewerId viewer);
    /** It draws nothing more, or its line is bad: noteAlive() is wanted if it is not the line. */
    void viewerStuck(oriel::ViewerId viewer);
    /** True with the first viewer, false after the last: capture runs in between. */
    void captureWanted(bool wanted);
    /** A viewer waits for a frame and there is nothing newer to send it. */
    void frameWanted();
    /** See InputDesk. Behind the signals that the viewer's message brought. */
    void barrierPassed(oriel::ViewerId viewer);
    void clipboardReceived(oriel::ViewerId viewer, const QString &text);
    void resizeRequested(oriel::ViewerId viewer, QSize size);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace oriel
