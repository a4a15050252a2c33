#pragma once

#include "session/Clock.h"
#include "session/FileTransfer.h"
#include "session/MonitorPlace.h"
#include "session/SessionPolicy.h"
#include "session/ShareInfo.h"
#include "session/Viewer.h"

#include <QList>
#include <QObject>
#include <QPoint>

#include <chrono>
#include <memory>

namespace oriel {

/** Where the service keeps and finds its files. */
struct ProxyPaths {
    QString identityDirectory; ///< self-signed key and certificate; made 0700 if missing
    QString pageDirectory;     ///< the web bundle; a resource path such as ":/web" or a folder
};

/**
 * The one port: TLS, the page, the small API and the viewers' WebSockets. Lives in the net
 * thread. One session from start() to stopped() or failed(); may be started again afterwards.
 *
 * Everything about who gets in is decided by session/Admission, which this class owns.
 */
class ProxyServer : public QObject {
    Q_OBJECT

public:
    /** `clock` outlives the server. */
    ProxyServer(const Clock &clock, ProxyPaths paths, QObject *parent = nullptr);
    ~ProxyServer() override;

public slots:
    /** Answers with started() or failed(). */
    void start(const oriel::SessionPolicy &policy, const QString &hostName);
    /** Tickets void, bridges closed with the reason's code, listener closed, then stopped(). */
    void stop(oriel::StopReason reason);
    void renewPassword();
    void answerViewer(oriel::ViewerId viewer, oriel::ConsentAnswer answer);
    void kickViewer(oriel::ViewerId viewer);
    /** The vnc side's end of an admitted viewer's pair; the proxy owns it from here. */
    void attachViewer(oriel::ViewerId viewer, int fd);
    /** The vnc side let go of the viewer. */
    void detachViewer(oriel::ViewerId viewer);
    /** viewerReached() follows if its line is well. */
    void probeViewer(oriel::ViewerId viewer);
    /** Tells the pages; `left` 0 or less takes the warning back. */
    void warnOfInactivity(std::chrono::seconds left);
    /** Tells the pages why the picture may be dark. */
    void setScreenState(oriel::ScreenState state);
    /** The desktop's pointer moved; `mover` put it there, 0: none of the viewers. */
    void notePointer(QPoint position, oriel::ViewerId mover);
    void setMonitors(const QList<oriel::MonitorPlace> &monitors);
    /** The host copied this PNG, which viewers with the right to the clipboard may fetch. */
    void setPicture(const QByteArray &png);
    void clearPicture();
    /** With nobody watching, what was copied is none of the next viewer's business. */
    void setWatched(bool watched);
    /** Ignored if it is not asked (any more). */
    void answerFile(oriel::FileId file, oriel::FileAnswer answer);
    /** Ignored if it is not under way (any more). */
    void cancelFile(oriel::FileId file);
    /** Offers the host's file, of so many bytes, to all viewers with the right to files. */
    void sendFile(const QString &path, qint64 size);
    /** Tells the pages that what the host copied is too large for them. */
    void noteTooLarge();
    /** The desktop is gone: viewers are closed with 4005. stop() follows. */
    void desktopGone();

signals:
    /** `password` is empty with a reusable one. */
    void started(const oriel::ShareInfo &info, const QString &password);
    /** One clear line that names the cure. */
    void failed(const QString &error);
    void stopped();
    /** The machine's addresses (or the certificate) changed while running. */
    void infoChanged(const oriel::ShareInfo &info);
    /** Files given for the certificate can't be used, or it has expired; sharing goes on. */
    void certificateTroubled(const QString &trouble);
    void passwordChanged(const QString &password, oriel::PasswordReason reason);
    /** The unspent password is gone and none follows while every slot is taken. */
    void passwordSpent();
    /** Answer with answerViewer(). */
    void viewerAsks(const oriel::ViewerInfo &viewer);
    /** The request was withdrawn (the person closed the page). */
    void viewerAskEnded(oriel::ViewerId viewer);
    /** Somebody got in, by page or VNC Authentication; the connection follows, or does not. */
    void viewerAdmitted(oriel::ViewerId viewer);
    /** The WebSocket is up and authenticated: vnc opens, then attachViewer() comes back. */
    void viewerOpening(const oriel::ViewerInfo &viewer);
    /** The viewer is in: RFB runs. */
    void viewerConnected(const oriel::ViewerInfo &viewer);
    void viewerDisconnected(oriel::ViewerId viewer, oriel::LeaveReason reason);
    /** It holds a key or a button and gives no sign of life: let go for it. It stays connected. */
    void viewerSilent(oriel::ViewerId viewer);
    /**
     * Whole key and pointer messages that the viewer may send (see RfbPipe::input()), behind
     * viewerConnected() and before viewerDisconnected().
     */
    void viewerInput(oriel::ViewerId viewer, const QByteArray &messages, quint32 barriers);
    /** It answered probeViewer(): all that it was sent before arrived. */
    void viewerReached(oriel::ViewerId viewer);
    /** A viewer wants to send one: answer with answerFile(), unless the policy takes all. */
    void fileAsked(const oriel::FileTransfer &file);
    /** One for each viewer that sendFile() reached; again when a download broke. */
    void fileOffered(const oriel::FileTransfer &file, const QString &path);
    void fileStarted(oriel::FileId file);
    /** At most five times a second. */
    void fileMoved(oriel::FileId file, qint64 bytes);
    /** `path`: where it was saved, if it was. */
    void fileEnded(oriel::FileId file, oriel::FileEnd end, const QString &path);
    /** A viewer copied this: a PNG, cleaned. */
    void pictureReceived(const QByteArray &png);
    /** A key, pointer, touch or clipboard message came from a viewer. At most twice a second. */
    void activity();

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace oriel
