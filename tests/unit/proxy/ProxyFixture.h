#pragma once

#include "proxy/ProxyServer.h"
#include "tests/fakes/ManualClock.h"

#include <QJsonObject>
#include <QSignalSpy>
#include <QSslSocket>
#include <QTemporaryDir>
#include <QTest>
#include <QWebSocket>

#include <map>
#include <memory>

namespace oriel {

/** The vnc side as far as the proxy sees it: one end of a socket pair per viewer. */
class FakeVnc : public QObject {
    Q_OBJECT

public:
    explicit FakeVnc(ProxyServer &proxy);
    ~FakeVnc() override;

    /** Answer viewerOpening at once; else by open(). */
    bool automatic = true;
    void open(ViewerId viewer);
    /** What the proxy sent so far. */
    QByteArray received(ViewerId viewer);
    /** Writes as libvncserver does, but without blocking; the number of bytes taken. */
    qsizetype send(ViewerId viewer, const QByteArray &bytes);
    void hangUp(ViewerId viewer);
    bool isOpen(ViewerId viewer) const { return m_descriptors.count(viewer) > 0; }

private:
    ProxyServer &m_proxy;
    std::map<ViewerId, int> m_descriptors;
    std::map<ViewerId, QByteArray> m_received;
};

struct HttpAnswer {
    int status = 0; ///< 0: the connection was closed without one
    QByteArray head;
    QByteArray body;
    QJsonObject json() const;
};

class Client;

/** A proxy on a free loopback port, with a page of two files, a clock that stands, a fake vnc. */
class ProxyFixture {
public:
    ProxyFixture();

    SessionPolicy policy;
    ManualClock clock;
    QTemporaryDir directory;
    ProxyServer proxy;
    FakeVnc vnc;
    QSignalSpy opening;
    QSignalSpy connected;
    QSignalSpy disconnected;
    QSignalSpy stopped;
    QSignalSpy activity;
    QSignalSpy input;
    ShareInfo info;
    QString password;

    bool start();
    /** What the viewer's input is, all calls in one. */
    QByteArray inputOf(ViewerId viewer) const;
    /** "127.0.0.1:PORT" */
    QByteArray authority() const;
    QByteArray origin() const { return "https://" + authority(); }

    /** Sends raw bytes (over TLS unless behind a proxy) and waits for one whole answer. */
    HttpAnswer exchange(const QByteArray &request) const;
    HttpAnswer get(const QByteArray &path) const;
    HttpAnswer post(const QByteArray &path, const QByteArray &body) const;
    QJsonObject join() const;
    /** The query that spends the ticket of api/join's answer. */
    static QString ticketOf(const QJsonObject &answer);
    /**
     * A viewer in, ServerInit not yet sent. Null if it did not get in. `number`: what it gets.
     */
    std::unique_ptr<Client> enter(const QString &subprotocol = {}, ViewerId number = 1);
    /** The status that an upgrade with these header lines gets. */
    int upgradeStatus(const QByteArray &lines, const QByteArray &path = "/websockify") const;
};

/** A viewer's WebSocket. */
class Client {
public:
    explicit Client(const ProxyFixture &fixture, const QString &query = {},
                    const QString &subprotocol = {});

    QWebSocket socket;
    QByteArray received;
    QStringList notices;

    void send(const QByteArray &bytes) { socket.sendBinaryMessage(bytes); }
    /** Waits for so many bytes and takes them. */
    QByteArray take(qsizetype size);
    /** RFB up to ClientInit, without a password. */
    bool handshake();
    bool isClosed() const { return socket.state() == QAbstractSocket::UnconnectedState; }
    int closeCode() const { return socket.closeCode(); }
};

} // namespace oriel
