#include "proxy/ProxyServer.h"

#include "proxy/Log.h"
#include "proxy/ProxySession.h"

#include <unistd.h>

namespace oriel {

class ProxyServer::Private {
public:
    const Clock &clock;
    ProxyPaths paths;
    std::unique_ptr<ProxySession> session;

    Viewers *viewers() const { return session ? &session->viewers() : nullptr; }
};

ProxyServer::ProxyServer(const Clock &clock, ProxyPaths paths, QObject *parent)
    : QObject(parent)
    , d(new Private{clock, std::move(paths), nullptr})
{
}

ProxyServer::~ProxyServer() = default;

void ProxyServer::start(const SessionPolicy &policy, const QString &hostName)
{
    auto session = std::make_unique<ProxySession>(d->clock, d->paths, policy, hostName);
    const QString error = session->start();
    if (!error.isEmpty()) {
        emit failed(error);
        return;
    }
    const Admission &admission = session->admission();
    connect(&admission, &Admission::passwordChanged, this, &ProxyServer::passwordChanged);
    connect(&admission, &Admission::passwordSpent, this, &ProxyServer::passwordSpent);
    connect(&admission, &Admission::consentWanted, this, &ProxyServer::viewerAsks);
    connect(&admission, &Admission::consentEnded, this, &ProxyServer::viewerAskEnded);
    connect(&admission, &Admission::admitted, this, &ProxyServer::viewerAdmitted);
    const Viewers &viewers = session->viewers();
    connect(&viewers, &Viewers::opening, this, &ProxyServer::viewerOpening);
    connect(&viewers, &Viewers::connected, this, &ProxyServer::viewerConnected);
    connect(&viewers, &Viewers::disconnected, this, &ProxyServer::viewerDisconnected);
    connect(&viewers, &Viewers::silent, this, &ProxyServer::viewerSilent);
    connect(&viewers, &Viewers::input, this, &ProxyServer::viewerInput);
    connect(&viewers, &Viewers::reached, this, &ProxyServer::viewerReached);
    connect(&viewers, &Viewers::activity, this, &ProxyServer::activity);
    connect(&session->clipboard(), &ClipboardApi::received, this, &ProxyServer::pictureReceived);
    const FilesApi &transfers = session->transfers();
    connect(&transfers, &FilesApi::asked, this, &ProxyServer::fileAsked);
    connect(&transfers, &FilesApi::offered, this, &ProxyServer::fileOffered);
    connect(&transfers, &FilesApi::started, this, &ProxyServer::fileStarted);
    connect(&transfers, &FilesApi::moved, this, &ProxyServer::fileMoved);
    connect(&transfers, &FilesApi::ended, this, &ProxyServer::fileEnded);
    connect(session.get(), &ProxySession::infoChanged, this, &ProxyServer::infoChanged);
    const TlsIdentity &identity = session->identity();
    connect(&identity, &TlsIdentity::troubled, this, &ProxyServer::certificateTroubled);
    connect(session.get(), &ProxySession::stopped, this, [this] {
        // The sender's own timer calls: it goes in the next turn.
        d->session.release()->deleteLater();
        emit stopped();
    });
    d->session = std::move(session);
    emit started(d->session->info(), admission.password());
    if (!identity.trouble().isEmpty())
        emit certificateTroubled(identity.trouble());
}

void ProxyServer::stop(StopReason reason)
{
    if (d->session)
        d->session->stop(reason);
    else
        emit stopped();
}

void ProxyServer::renewPassword()
{
    if (d->session)
        d->session->admission().renewPassword();
}

void ProxyServer::answerViewer(ViewerId viewer, ConsentAnswer answer)
{
    if (d->session)
        d->session->admission().answer(viewer, answer);
}

void ProxyServer::kickViewer(ViewerId viewer)
{
    if (Viewers *viewers = d->viewers())
        viewers->kick(viewer);
}

void ProxyServer::attachViewer(ViewerId viewer, int fd)
{
    if (Viewers *viewers = d->viewers())
        viewers->attach(viewer, fd);
    else
        ::close(fd);
}

void ProxyServer::detachViewer(ViewerId viewer)
{
    if (Viewers *viewers = d->viewers())
        viewers->detach(viewer);
}

void ProxyServer::probeViewer(ViewerId viewer)
{
    if (Viewers *viewers = d->viewers())
        viewers->probe(viewer);
}

void ProxyServer::warnOfInactivity(std::chrono::seconds left)
{
    if (d->session)
        d->session->notices().warnOfInactivity(left);
}

void ProxyServer::setScreenState(ScreenState state)
{
    if (d->session)
        d->session->notices().setScreenState(state);
}

void ProxyServer::notePointer(QPoint /*position*/, ViewerId mover)
{
    if (d->session)
        d->session->hostMouse().noteMove(mover);
}

void ProxyServer::setMonitors(const QList<MonitorPlace> &monitors)
{
    if (d->session)
        d->session->notices().setMonitors(monitors);
}

void ProxyServer::setPicture(const QByteArray &png)
{
    if (d->session)
        d->session->clipboard().setPicture(png);
}

void ProxyServer::clearPicture()
{
    if (d->session)
        d->session->clipboard().clear();
}

void ProxyServer::setWatched(bool watched)
{
    if (!watched)
        clearPicture();
}

void ProxyServer::answerFile(FileId file, FileAnswer answer)
{
    if (d->session)
        d->session->transfers().answer(file, answer);
}

void ProxyServer::cancelFile(FileId file)
{
    if (d->session)
        d->session->transfers().cancel(file);
}

void ProxyServer::sendFile(const QString &path, qint64 size)
{
    if (d->session)
        d->session->transfers().send(path, size);
}

void ProxyServer::noteTooLarge()
{
    if (d->session)
        d->session->notices().tellTooLarge();
}

void ProxyServer::desktopGone()
{
    if (Viewers *viewers = d->viewers())
        viewers->closeAll(CloseCode::DesktopGone, LeaveReason::Error);
}

} // namespace oriel
