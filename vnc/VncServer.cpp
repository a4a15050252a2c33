#include "vnc/VncServer.h"

#include "vnc/DesktopView.h"
#include "vnc/Logging.h"
#include "vnc/MonotonicTime.h"
#include "vnc/RfbClient.h"
#include "vnc/RfbScreen.h"
#include "vnc/SharedCoders.h"
#include "vnc/Snapshot.h"
#include "vnc/VncClient.h"
#include "vnc/WatchedTime.h"

#include <QMap>
#include <QSet>
#include <QTimer>

#include <algorithm>
#include <chrono>
#include <optional>
#include <utility>

namespace oriel {

namespace {

using namespace std::chrono_literals;

// A desktop that agreed to another size but keeps its own has then had its time to change.
constexpr auto layoutPatience = 1s;

// Video areas end half a second after the last change, and that takes somebody to look.
constexpr auto videoInterval = 250ms;

VideoAreas::Time now() { return monotonicTime<VideoAreas::Time>(); }

// A desktop that has changed meanwhile shows that within this time, if it is asked.
constexpr auto frameDelay = 5ms;

// What X11, libvncserver's encoders and sixteen bits can all do.
constexpr int maxSide = 16384;

bool isSensible(const SetDesktopSize &wish)
{
    return wish.screens > 0 && wish.size.width() > 0 && wish.size.height() > 0
        && wish.size.width() <= maxSide && wish.size.height() <= maxSide;
}

/** One viewer's wish for another size, on its way through the desktop. */
struct ResizeWish {
    ViewerId viewer = 0;
    bool isAgreed = false;   ///< finishResize() came
    bool isAnswered = false; ///< the new layout came, and told the viewer
};

} // namespace

class VncServer::Private {
public:
    Private(VncServer &server, FrameStore &frames);

    void add(ViewerId viewer, ViewerRights rights, std::unique_ptr<RfbClient> rfb);
    bool remove(ViewerId viewer);
    void serve();
    PictureChange takePicture(const QRegion &damage);
    void followVideo(const PictureChange &change);
    void askResize(ViewerId viewer, const SetDesktopSize &size);
    void answerResize(LayoutNotice::Status status);
    void takeText(ViewerId viewer, const QString &text);
    LayoutNotice::Reason layoutReason(ViewerId viewer) const;

    VncServer &q;
    FrameStore &store;
    Snapshot snapshot;
    RfbScreen screen;
    SharedCoders coders;
    WatchedTime watched;
    QTimer videoTimer{&q}; ///< while there are areas, which else would not end
    DesktopView desktop;
    QSet<ViewerId> withoutVideo; ///< those whose decoder stopped once
    std::optional<QString> clipboard;
    QMap<ViewerId, VncClient *> clients; ///< children of q
    std::optional<ResizeWish> wish;
    QTimer patience{&q};
    bool isFrameAsked = false;
    QTimer frameTimer{&q}; ///< from the question until the picture is known to be current
};

VncServer::Private::Private(VncServer &server, FrameStore &frames)
    : q(server)
    , store(frames)
{
    patience.setSingleShot(true);
    patience.setInterval(layoutPatience);
    connect(&patience, &QTimer::timeout, &q, [this] { answerResize(LayoutNotice::Status::Done); });
    frameTimer.setSingleShot(true);
    frameTimer.setTimerType(Qt::PreciseTimer);
    frameTimer.setInterval(frameDelay);
    connect(&frameTimer, &QTimer::timeout, &q, [this] {
        desktop.isCurrent = true;
        serve();
    });
    videoTimer.setInterval(videoInterval);
    connect(&videoTimer, &QTimer::timeout, &q, [this] {
        coders.video.advance(watched.at(now()));
        if (coders.video.areas().isEmpty())
            videoTimer.stop();
        serve();
    });
}

void VncServer::Private::add(ViewerId viewer, ViewerRights rights, std::unique_ptr<RfbClient> rfb)
{
    auto *client = new VncClient(rights, std::move(rfb), screen, coders, desktop, &q);
    connect(client, &VncClient::closed, &q, [this, viewer] { q.closeViewer(viewer); });
    connect(client, &VncClient::served, &q, [this] { serve(); });
    connect(client, &VncClient::stuck, &q, [this, viewer] { emit q.viewerStuck(viewer); });
    connect(client, &VncClient::barrierPassed, &q,
            [this, viewer] { emit q.barrierPassed(viewer); });
    connect(client, &VncClient::textCopied, &q,
            [this, viewer](const QString &text) { takeText(viewer, text); });
    connect(client, &VncClient::resizeAsked, &q,
            [this, viewer](const SetDesktopSize &size) { askResize(viewer, size); });
    if (withoutVideo.contains(viewer))
        client->refuseVideo();
    clients.insert(viewer, client);
    desktop.viewers = int(clients.size());
    if (clipboard)
        client->setClipboard(*clipboard);
    if (desktop.isLaidOut)
        client->start();
}

bool VncServer::Private::remove(ViewerId viewer)
{
    VncClient *const client = clients.take(viewer);
    if (!client)
        return false;
    desktop.viewers = int(clients.size());
    // It may be the one whose signal brought us here.
    client->disconnect(&q);
    client->close();
    client->deleteLater();
    if (wish && wish->viewer == viewer) {
        wish.reset();
        patience.stop();
    }
    return true;
}

void VncServer::Private::serve()
{
    // A copy: a client that turns out to be gone is taken out of the map on the way.
    const QList<VncClient *> all = clients.values();
    for (VncClient *client : all) {
        if (Framebuffer *picture = snapshot.picture())
            client->serve(*picture);
    }

    const bool isAnyoneWaiting =
        std::any_of(clients.cbegin(), clients.cend(), [](VncClient *c) { return c->isWaiting(); });
    if (isAnyoneWaiting && !isFrameAsked) {
        isFrameAsked = true;
        watched.noteAsked(now());
        frameTimer.start();
        emit q.frameWanted();
    }
}

PictureChange VncServer::Private::takePicture(const QRegion &damage)
{
    const bool wantsMoves =
        std::any_of(clients.cbegin(), clients.cend(), [](VncClient *c) { return c->takesMoves(); });
    const FrameStore::Access access = store.read();
    const Framebuffer *const picture = access.framebuffer();
    return picture ? snapshot.update(*picture, damage, wantsMoves) : PictureChange();
}

void VncServer::Private::followVideo(const PictureChange &change)
{
    // The best line counts: who has a worse one gets fewer frames, and spoils nobody's.
    bool isWanted = false, isRateKnown = true;
    double rate = 0;
    for (const VncClient *client : std::as_const(clients)) {
        if (!client->takesVideo())
            continue;
        isWanted = true;
        isRateKnown = isRateKnown && client->lineRate();
        rate = std::max(rate, client->lineRate().value_or(0));
    }
    coders.video.setWanted(isWanted);
    coders.video.setLineRate(isWanted && isRateKnown ? std::optional(rate) : std::nullopt);
    watched.notePublished(now());
    coders.video.addChange(change, desktop.layout.size, watched.at(now()));
    if (!coders.video.areas().isEmpty() && !videoTimer.isActive())
        videoTimer.start();
}

void VncServer::Private::askResize(ViewerId viewer, const SetDesktopSize &size)
{
    VncClient *const client = clients.value(viewer);
    if (!client)
        return;
    if (!isSensible(size))
        return client->answerResize(LayoutNotice::Status::Invalid);
    if (size.size == desktop.layout.size)
        return client->answerResize(LayoutNotice::Status::Done);
    if (wish)
        return client->answerResize(LayoutNotice::Status::OutOfResources);
    wish = ResizeWish{viewer};
    emit q.resizeRequested(viewer, size.size);
}

void VncServer::Private::answerResize(LayoutNotice::Status status)
{
    patience.stop();
    if (!wish)
        return;
    VncClient *const client = wish->isAnswered ? nullptr : clients.value(wish->viewer);
    wish.reset();
    if (client)
        client->answerResize(status);
    serve();
}

LayoutNotice::Reason VncServer::Private::layoutReason(ViewerId viewer) const
{
    if (!wish || wish->isAnswered)
        return LayoutNotice::Reason::Server;
    return viewer == wish->viewer ? LayoutNotice::Reason::ThisClient
                                  : LayoutNotice::Reason::OtherClient;
}

void VncServer::Private::takeText(ViewerId viewer, const QString &text)
{
    clipboard = text;
    emit q.clipboardReceived(viewer, text);
    const QList<ViewerId> others = clients.keys();
    for (const ViewerId other : others) {
        if (VncClient *client = clients.value(other); client && other != viewer)
            client->setClipboard(text);
    }
}

VncServer::VncServer(FrameStore &store, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(*this, store))
{
}

VncServer::~VncServer()
{
    // They hold parts of libvncserver's screen, which goes with Private.
    const QList<VncClient *> all = findChildren<VncClient *>(Qt::FindDirectChildrenOnly);
    qDeleteAll(all);
}

void VncServer::beginSession() { d->withoutVideo.clear(); }

void VncServer::setDesktopName(const QString &name)
{
    d->desktop.name = name;
    d->serve();
}

void VncServer::openViewer(ViewerId viewer, ViewerRights rights)
{
    // A viewer that came back before its old connection was seen to end: each opening has its end.
    closeViewer(viewer);
    FileDescriptor peer;
    std::unique_ptr<RfbClient> rfb = RfbClient::open(d->screen, peer);
    if (!rfb) {
        emit viewerGone(viewer);
        return;
    }
    const bool isFirst = d->clients.isEmpty();
    if (isFirst) {
        d->desktop.isLaidOut = false;
        d->desktop.hasPicture = false;
        d->isFrameAsked = true; // Capture begins with a whole frame, unasked.
    }
    d->add(viewer, rights, std::move(rfb));
    if (isFirst)
        emit captureWanted(true);
    emit viewerOpened(viewer, peer.release());
}

void VncServer::closeViewer(ViewerId viewer)
{
    if (!d->remove(viewer))
        return;
    if (d->clients.isEmpty()) {
        d->desktop.hasPicture = false;
        d->snapshot.clear();
        d->coders.clear();
        d->videoTimer.stop();
        d->clipboard.reset(); // what is copied from here on is none of the next viewer's business
        emit captureWanted(false);
    }
    emit viewerGone(viewer);
}

void VncServer::noteAlive(ViewerId viewer)
{
    const VncClient *client = d->clients.value(viewer);
    if (!client || !client->isStuck())
        return;
    qCInfo(logVnc) << "Viewer" << viewer << "stopped drawing after H.264: it begins anew without";
    d->withoutVideo.insert(viewer);
    closeViewer(viewer);
}

void VncServer::publishFrame(const QRegion &damage)
{
    d->isFrameAsked = false;
    d->desktop.isCurrent = false;
    d->frameTimer.stop();
    // A frame of an earlier capture that was still on its way comes before the layout.
    d->desktop.hasPicture = d->desktop.isLaidOut;
    const PictureChange change = d->takePicture(damage);
    d->coders.forget(change.changed);
    d->followVideo(change);
    for (VncClient *client : std::as_const(d->clients))
        client->addChange(change);
    d->serve();
}

void VncServer::setLayout(const ScreenLayout &layout)
{
    const bool isChanged = d->desktop.layout != layout;
    const bool isResized = d->desktop.layout.size != layout.size;
    d->desktop.layout = layout;
    d->desktop.isLaidOut = true;
    for (auto it = d->clients.cbegin(); it != d->clients.cend(); ++it) {
        if (isChanged)
            it.value()->changeLayout(d->layoutReason(it.key()));
        it.value()->start();
    }
    if (isResized && d->wish) {
        d->wish->isAnswered = true;
        if (d->wish->isAgreed)
            d->answerResize(LayoutNotice::Status::Done);
    }
    d->serve();
}

void VncServer::setCursor(const CursorShape &cursor)
{
    d->desktop.cursor = cursor;
    ++d->desktop.cursorSerial;
    for (VncClient *client : std::as_const(d->clients))
        client->changePointer();
    d->serve();
}

void VncServer::setPointerPosition(QPoint position, ViewerId mover)
{
    if (VncClient *client = d->clients.value(mover))
        client->noteOwnPointer(position);
    if (d->desktop.pointer == position)
        return;
    d->desktop.pointer = position;
    for (VncClient *client : std::as_const(d->clients))
        client->changePointer();
    d->serve();
}

void VncServer::setLedState(int leds)
{
    d->desktop.leds = leds;
    d->serve();
}

void VncServer::setClipboard(const QString &text)
{
    d->clipboard = text;
    const QList<VncClient *> all = d->clients.values();
    for (VncClient *client : all)
        client->setClipboard(text);
}

void VncServer::clearClipboard()
{
    d->clipboard.reset();
    const QList<VncClient *> all = d->clients.values();
    for (VncClient *client : all)
        client->clearClipboard();
}

void VncServer::finishResize(ViewerId viewer, bool done)
{
    if (!d->wish || d->wish->viewer != viewer)
        return;
    if (!done || d->wish->isAnswered)
        return d->answerResize(done ? LayoutNotice::Status::Done
                                    : LayoutNotice::Status::Prohibited);
    d->wish->isAgreed = true;
    d->patience.start();
}

} // namespace oriel
