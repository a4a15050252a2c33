#pragma once

#include "proxy/ConnectionLimits.h"
#include "proxy/HttpConnection.h"

#include <QSslConfiguration>
#include <QTcpServer>

#include <optional>

namespace oriel {

/**
 * The listener: accepts, limits how many, begins TLS and makes an HttpConnection of each. The
 * handshakes run here and not in QSslServer, which counts unfinished ones as pending and then
 * stops accepting. Lives in the net thread.
 */
class HttpServer : public QTcpServer {
    Q_OBJECT

public:
    /** `clock` and `handler` outlive it. Without `tls`, plain HTTP. */
    HttpServer(const Clock &clock, HttpHandler &handler, std::optional<QSslConfiguration> tls,
               QObject *parent = nullptr);
    ~HttpServer() override;

    /**
     * Listens on `address` (numeric; empty: every interface, IPv4 and IPv6) and on `port`, or with
     * `nextFree` on the first free one of `port` and the 99 that follow. Empty, or what is wrong.
     */
    QString listenOn(const QString &address, quint16 port, bool nextFree);

    /** For connections from now on; those that are open keep theirs. */
    void setTlsConfiguration(const QSslConfiguration &configuration) { m_tls = configuration; }

    ConnectionLimits &limits() { return m_limits; }
    /** This connection waits for a person or carries a viewer's input, or no longer. */
    void vouchFor(oriel::HttpConnection *connection, bool waits);
    /** A request is being answered. */
    bool isBusy() const;

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    const Clock &m_clock;
    HttpHandler &m_handler;
    std::optional<QSslConfiguration> m_tls;
    ConnectionLimits m_limits;
    std::unique_ptr<ClockTimer> m_resumeTimer;
};

} // namespace oriel
