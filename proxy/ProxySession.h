#pragma once

#include "proxy/AddressWatcher.h"
#include "proxy/ClipboardApi.h"
#include "proxy/FilesApi.h"
#include "proxy/HostMouse.h"
#include "proxy/HttpServer.h"
#include "proxy/JoinApi.h"
#include "proxy/Notices.h"
#include "proxy/ProxyServer.h"
#include "proxy/RequestRouter.h"
#include "proxy/StaticFiles.h"
#include "proxy/StreamApi.h"
#include "proxy/TlsIdentity.h"
#include "proxy/Viewers.h"
#include "session/Admission.h"

#include <QHostAddress>
#include <QObject>

#include <optional>

namespace oriel {

/**
 * Everything of one sharing session in the net thread, wired together; destroyed when it is over.
 * ProxyServer's, whose contract has what the signals mean.
 */
class ProxySession : public QObject {
    Q_OBJECT

public:
    /** What waits is sent for so long when the session stops. */
    static constexpr std::chrono::milliseconds stopTime{1200};

    /** `clock` outlives it. */
    ProxySession(const Clock &clock, const ProxyPaths &paths, const SessionPolicy &policy,
                 const QString &hostName, QObject *parent = nullptr);
    ~ProxySession() override;

    /** Empty: the session runs; or the one clear line. */
    QString start();
    /** Answers with stopped(). */
    void stop(StopReason reason);
    bool isStopping() const { return m_stopTimer != nullptr; }

    ShareInfo info() const;
    Admission &admission() { return m_admission; }
    Viewers &viewers() { return *m_viewers; }
    Notices &notices() { return m_notices; }
    FilesApi &transfers() { return m_transfers; }
    HostMouse &hostMouse() { return m_hostMouse; }
    ClipboardApi &clipboard() { return m_clipboard; }
    const TlsIdentity &identity() const { return m_identity; }

signals:
    void stopped();
    void infoChanged(const oriel::ShareInfo &info);

private:
    QStringList certificateNames() const;
    void connectTransfers();
    void updateOriginCheck();
    void updateAddresses();
    void useIdentity();

    const Clock &m_clock;
    SessionPolicy m_policy;
    Admission m_admission;
    StaticFiles m_files;
    JoinApi m_api;
    StreamApi m_streams;
    ClipboardApi m_clipboard;
    FilesApi m_transfers;
    RequestRouter m_router;
    TlsIdentity m_identity;
    HostMouse m_hostMouse;
    Notices m_notices;
    AddressWatcher m_addressWatcher;
    QList<QHostAddress> m_addresses;
    std::unique_ptr<HttpServer> m_server;
    std::unique_ptr<Viewers> m_viewers;
    std::unique_ptr<ClockTimer> m_stopTimer;
};

} // namespace oriel
