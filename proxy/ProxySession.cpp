#include "proxy/ProxySession.h"

#include "proxy/HostAddresses.h"
#include "proxy/Log.h"
#include "session/ShareLink.h"

#include <QSysInfo>

namespace oriel {

namespace {

CloseCode closeCode(StopReason reason)
{
    switch (reason) {
    case StopReason::User:
    case StopReason::Signal: return CloseCode::Stopped;
    case StopReason::Inactivity: return CloseCode::Inactivity;
    case StopReason::Expired: return CloseCode::Expired;
    case StopReason::Error: return CloseCode::DesktopGone;
    }
    return CloseCode::Stopped;
}

LeaveReason leaveReason(StopReason reason)
{
    switch (reason) {
    case StopReason::User:
    case StopReason::Signal: return LeaveReason::Kicked;
    case StopReason::Inactivity: return LeaveReason::Inactivity;
    case StopReason::Expired: return LeaveReason::Expired;
    case StopReason::Error: return LeaveReason::Error;
    }
    return LeaveReason::Left;
}

} // namespace

ProxySession::ProxySession(const Clock &clock, const ProxyPaths &paths, const SessionPolicy &policy,
                           const QString &hostName, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_policy(policy)
    , m_admission(clock, policy)
    , m_files(paths.pageDirectory)
    , m_api(m_admission, hostName, policy.fileLimit)
    , m_clipboard(m_admission)
    , m_transfers(m_admission, m_policy, clock)
    , m_router({.publicUrl = policy.publicUrl, .behindProxy = policy.behindProxy},
               {m_files, m_api, m_streams, m_clipboard, m_transfers})
    , m_identity({policy.certificateFile, policy.keyFile, paths.identityDirectory}, clock)
    , m_hostMouse(clock)
    , m_addressWatcher(clock)
    , m_addresses(HostAddresses::reachable(policy.listenAddress, HostAddresses::enumerate()))
{
    connect(&m_identity, &TlsIdentity::changed, this, &ProxySession::useIdentity);
    connect(&m_addressWatcher, &AddressWatcher::changed, this, &ProxySession::updateAddresses);
}

ProxySession::~ProxySession()
{
    // Connections refer to the router, viewers to the server's limits.
    m_viewers.reset();
    m_server.reset();
}

QString ProxySession::start()
{
    if (m_files.isEmpty())
        return tr("The page for viewers is missing. Install Oriel again.");
    std::optional<QSslConfiguration> tls;
    if (!m_policy.behindProxy) {
        QString error = m_identity.load(certificateNames());
        if (!error.isEmpty())
            return error;
        tls = m_identity.configuration();
    }
    m_server = std::make_unique<HttpServer>(m_clock, m_router, tls);
    QString error =
        m_server->listenOn(m_policy.listenAddress, m_policy.port, m_policy.nextFreePort);
    if (!error.isEmpty())
        return error;
    updateOriginCheck();

    m_viewers = std::make_unique<Viewers>(m_admission, m_server->limits(), m_notices, m_clock);
    connect(&m_router, &RequestRouter::upgrade, m_viewers.get(), &Viewers::add);
    connect(&m_streams, &StreamApi::opened, m_viewers.get(), &Viewers::add);
    connect(&m_streams, &StreamApi::carrying, m_server.get(), &HttpServer::vouchFor);
    connect(&m_notices, &Notices::forAll, m_viewers.get(), &Viewers::tellAll);
    connect(&m_notices, &Notices::forClipboards, m_viewers.get(), &Viewers::tellClipboards);
    connect(&m_clipboard, &ClipboardApi::changed, &m_notices, &Notices::setPicture);
    connect(&m_clipboard, &ClipboardApi::received, m_viewers.get(), &Viewers::noteActivity);
    connectTransfers();
    connect(&m_api, &JoinApi::viewerLeft, m_viewers.get(), &Viewers::leave);
    connect(&m_api, &JoinApi::viewerIsHere, m_viewers.get(), &Viewers::noteActivity);
    connect(&m_hostMouse, &HostMouse::usedChanged, &m_notices, &Notices::setHostMouse);
    connect(&m_api, &JoinApi::waiting, m_server.get(), &HttpServer::vouchFor);
    qCInfo(lcProxy).noquote() << "listening on port" << m_server->serverPort();
    return {};
}

void ProxySession::connectTransfers()
{
    Viewers *viewers = m_viewers.get();
    // Queued: a viewer hears notices once it is told that it is in.
    connect(viewers, &Viewers::connected, &m_transfers, &FilesApi::viewerCame,
            Qt::QueuedConnection);
    connect(viewers, &Viewers::disconnected, &m_transfers, &FilesApi::viewerLeft,
            Qt::QueuedConnection);
    connect(&m_admission, &Admission::slotFreed, &m_transfers, &FilesApi::viewerGone);
    connect(&m_transfers, &FilesApi::notice, viewers, &Viewers::tell);
    connect(&m_transfers, &FilesApi::activity, viewers, &Viewers::noteActivity);
    connect(&m_transfers, &FilesApi::carrying, m_server.get(), &HttpServer::vouchFor);
}

void ProxySession::stop(StopReason reason)
{
    if (isStopping())
        return;
    m_stopTimer = m_clock.makeTimer([this] { emit stopped(); });
    m_admission.close();
    m_transfers.stopAll();
    m_viewers->closeAll(closeCode(reason), leaveReason(reason));
    m_server->close();
    // Answers to requests that waited for the host are on their way as well.
    if (m_viewers->isEmpty()) {
        m_stopTimer->start(m_server->isBusy() ? std::chrono::milliseconds(200)
                                              : std::chrono::milliseconds(0));
        return;
    }
    m_stopTimer->start(stopTime);
    connect(m_viewers.get(), &Viewers::becameEmpty, this,
            [this] { m_stopTimer->start(std::chrono::milliseconds(0)); });
}

QStringList ProxySession::certificateNames() const
{
    QStringList names;
    // All of the machine's, wherever this session listens: sessions that listen elsewhere then
    // share one certificate instead of replacing each other's.
    for (const QHostAddress &address :
         m_addresses + HostAddresses::rank(HostAddresses::enumerate()))
        names.append(HostAddresses::text(address));
    if (m_policy.publicUrl.isValid() && !m_policy.publicUrl.host().isEmpty())
        names.append(m_policy.publicUrl.host());
    names.append({QStringLiteral("localhost"), QStringLiteral("127.0.0.1"), QStringLiteral("::1"),
                  QSysInfo::machineHostName()});
    names.removeDuplicates();
    return names;
}

ShareInfo ProxySession::info() const
{
    ShareInfo info;
    info.port = m_server->serverPort();
    if (!m_policy.publicUrl.isEmpty())
        info.urls.append(ShareLink::base(m_policy.publicUrl));
    if (m_policy.behindProxy)
        return info;
    info.fingerprint = m_identity.fingerprint();
    for (const QHostAddress &address : m_addresses)
        info.urls.append(ShareLink::base(HostAddresses::text(address), info.port));
    return info;
}

void ProxySession::updateOriginCheck()
{
    QStringList hosts;
    for (const QHostAddress &address : std::as_const(m_addresses))
        hosts.append(HostAddresses::text(address));
    m_router.setOriginCheck(OriginCheck({.hosts = hosts,
                                         .port = m_server->serverPort(),
                                         .publicUrl = m_policy.publicUrl,
                                         .behindProxy = m_policy.behindProxy}));
}

void ProxySession::updateAddresses()
{
    const auto addresses =
        HostAddresses::reachable(m_policy.listenAddress, HostAddresses::enumerate());
    if (addresses == m_addresses || !m_viewers || isStopping())
        return;
    m_addresses = addresses;
    qCInfo(lcProxy) << "this machine's addresses are now" << certificateNames();
    if (!m_policy.behindProxy) {
        const QString error = m_identity.load(certificateNames());
        if (!error.isEmpty())
            qCWarning(lcProxy).noquote() << "keeping the certificate in use:" << error;
    }
    updateOriginCheck();
    useIdentity();
}

void ProxySession::useIdentity()
{
    if (!m_viewers || isStopping())
        return;
    if (!m_policy.behindProxy)
        m_server->setTlsConfiguration(m_identity.configuration());
    emit infoChanged(info());
}

} // namespace oriel
