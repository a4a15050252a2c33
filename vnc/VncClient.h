#pragma once

#include "desktop/Framebuffer.h"
#include "session/Viewer.h"
#include "vnc/ClientMessage.h"
#include "vnc/ClientNews.h"
#include "vnc/ClipboardChannel.h"
#include "vnc/Snapshot.h"
#include "vnc/UpdateCoder.h"
#include "vnc/UpdatePacer.h"
#include "vnc/UpdateQueue.h"
#include "vnc/VideoWatch.h"

#include <QObject>
#include <QSocketNotifier>
#include <QTimer>

#include <memory>

namespace oriel {

class RfbClient;
class RfbScreen;

/**
 * One viewer: reads its messages, holds it to its rights, answers its requests. Lives in the vnc
 * thread. The server that owns it deletes it later, never from inside one of its signals.
 */
class VncClient : public QObject {
    Q_OBJECT

public:
    /** `screen`, `coders` and `desktop` outlive it; `rfb` is open. */
    VncClient(ViewerRights rights, std::unique_ptr<RfbClient> rfb, RfbScreen &screen,
              SharedCoders &coders, const DesktopView &desktop, QObject *parent);
    ~VncClient() override;

    /** The layout is known: the client's messages are read from now on. Idempotent. */
    void start();
    /** The last that happens; emits nothing. */
    void close();

    /** Waits for an update. */
    bool isWaiting() const;
    bool takesVideo() const;
    /** Bytes a second that its line passes, if known. */
    std::optional<double> lineRate() const { return m_pacer.flow().bulkRate(); }
    /** From here on it takes no video. */
    void refuseVideo() { m_isVideoRefused = true; }
    /** It stopped drawing after it was sent H.264, or its line did. */
    bool isStuck() const;
    /** Found moves are of use to it. */
    bool takesMoves() const { return m_isInitialised && m_encodings.copyRect; }
    /** Sends what is due from `picture`, if the client waits. May end in closed(). */
    void serve(Framebuffer &picture);

    // Told by the server, after it has changed the DesktopView
    void addChange(const PictureChange &change);
    void changeLayout(LayoutNotice::Reason reason);
    void changePointer();
    /** The viewer moved the pointer there itself: no news when the desktop tells of it. */
    void noteOwnPointer(QPoint position) { m_news.addOwnPointer(position); }
    /** The answer to a wish for another size, when the layout did not change for it. */
    void answerResize(LayoutNotice::Status status);
    void setClipboard(const QString &text);
    void clearClipboard();

signals:
    /** isStuck(). Again and again while that is so. */
    void stuck();
    /** The connection is lost, or the client talks nonsense. */
    void closed();
    /** Something came in that may let serve() send. */
    void served();
    /** A message that input may not overtake is handled, with all signals that it brings. */
    void barrierPassed();
    void textCopied(const QString &text);
    void resizeAsked(const oriel::SetDesktopSize &wish);

private:
    void readMessages();
    void fail(const char *reason);
    void failForInput() { fail("input, which goes to the InputDesk"); }

    void handle(const ClientInit &);
    void handle(const SetPixelFormat &message);
    void handle(const SetEncodings &message);
    void handle(const UpdateRequest &message);
    void handle(const ContinuousUpdates &message);
    void handle(const ClientFence &message);
    void handle(const KeyInput &) { failForInput(); }
    void handle(const PointerInput &) { failForInput(); }
    void handle(const CutText &message);
    void handle(const ExtendedCutText &message);
    void handle(const SetDesktopSize &message);
    void handle(const Skipped &) { }

    bool isPainted() const { return m_encodings.cursor == ClientEncodings::Cursor::Painted; }
    bool isSizeDue() const;
    bool isDue() const;
    bool sendUpdate(Framebuffer &picture);
    bool sendSize();
    void addDamage(const QRegion &damage);
    qsizetype affordable() const;
    bool mayRefine() const;
    int refinement() const;
    bool sendPixels(Framebuffer &picture, bool isRefinement);
    CodingChoice choice(bool isRefinement) const;
    bool sharesLossless() const;
    void watchVideo();
    void send(QByteArrayView messages);

    const ViewerRights m_rights;
    const std::unique_ptr<RfbClient> m_rfb;
    RfbScreen &m_screen;
    const DesktopView &m_desktop;
    std::unique_ptr<QSocketNotifier> m_notifier;
    ClientMessageParser m_parser;
    ClientEncodings m_encodings;
    ClientNews m_news;
    UpdateQueue m_updates;
    UpdatePacer m_pacer;
    UpdateCoder m_coder;
    VideoWatch m_videoWatch;
    QTimer m_watching; ///< while it may be stuck
    ClipboardChannel m_clipboard;
    QRect m_painted; ///< where the client's picture has the pointer in it
    QTimer m_refinement;
    bool m_isInitialised = false;
    bool m_isClosed = false;
    bool m_isVideoRefused = false;
    bool m_isVideoSent = false; ///< in the update being written
};

} // namespace oriel
