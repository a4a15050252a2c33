#include "proxy/HttpServer.h"

#include "proxy/Descriptors.h"
#include "proxy/Log.h"

#include <QSslSocket>

#include <algorithm>

namespace oriel {

namespace {

constexpr int portsToTry = 100;
constexpr int backlog = 512;
constexpr std::chrono::seconds acceptPause{1};

} // namespace

HttpServer::HttpServer(const Clock &clock, HttpHandler &handler,
                       std::optional<QSslConfiguration> tls, QObject *parent)
    : QTcpServer(parent)
    , m_clock(clock)
    , m_handler(handler)
    , m_tls(std::move(tls))
    , m_limits(m_tls.has_value(), Descriptors::room(ConnectionLimits::maxTotal))
    , m_resumeTimer(clock.makeTimer([this] { resumeAccepting(); }))
{
    setListenBacklogSize(backlog);
    // Qt stops accepting for good when it runs out of descriptors.
    connect(this, &QTcpServer::acceptError, this, [this] {
        qCWarning(lcProxy).noquote() << "cannot accept a connection:" << errorString();
        m_resumeTimer->start(acceptPause);
    });
}

HttpServer::~HttpServer() = default;

QString HttpServer::listenOn(const QString &address, quint16 port, bool nextFree)
{
    const QHostAddress where =
        address.isEmpty() ? QHostAddress(QHostAddress::Any) : QHostAddress(address);
    if (where.isNull())
        return tr("%1 is no IP address to listen on.").arg(address);
    const int last = nextFree && port > 0 ? qMin(port + portsToTry - 1, 65535) : port;
    for (int candidate = port; candidate <= last; ++candidate) {
        if (listen(where, static_cast<quint16>(candidate)))
            return {};
        if (serverError() != QAbstractSocket::AddressInUseError)
            break;
    }
    switch (serverError()) {
    case QAbstractSocket::AddressInUseError:
        return nextFree
            ? tr("Ports %1 to %2 are all in use. Choose another port.").arg(port).arg(last)
            : tr("Port %1 is in use. Choose another port, or 0 for any.").arg(port);
    case QAbstractSocket::SocketAccessError:
        return tr("Port %1 needs rights that this user does not have. Choose one from 1024 on.")
            .arg(port);
    case QAbstractSocket::SocketAddressNotAvailableError:
        return tr("This machine does not have the address %1.").arg(address);
    default: return tr("Cannot listen on port %1: %2").arg(port).arg(errorString());
    }
}

void HttpServer::vouchFor(HttpConnection *connection, bool waits)
{
    m_limits.vouch(connection->socket(), waits);
}

bool HttpServer::isBusy() const
{
    const auto connections = findChildren<HttpConnection *>(Qt::FindDirectChildrenOnly);
    return std::any_of(connections.begin(), connections.end(),
                       [](const HttpConnection *connection) { return connection->isWriting(); });
}

void HttpServer::incomingConnection(qintptr descriptor)
{
    QTcpSocket *socket = m_tls ? new QSslSocket : new QTcpSocket;
    if (!socket->setSocketDescriptor(Descriptors::moveUp(static_cast<int>(descriptor)))) {
        socket->deleteLater();
        return;
    }
    const QString address = plainAddress(socket->peerAddress());
    if (QTcpSocket *victim = m_limits.victim(address)) {
        m_limits.remove(victim);
        victim->abort();
    }
    m_limits.add(socket, address);
    // Told by a child: whoever takes the socket over may disconnect all its signals, and an entry
    // that stays behind would be aborted one day, to make room.
    connect(new QObject(socket), &QObject::destroyed, this,
            [this, socket] { m_limits.remove(socket); });
    socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    if (auto *ssl = qobject_cast<QSslSocket *>(socket)) {
        ssl->setSslConfiguration(*m_tls);
        ssl->startServerEncryption();
    }
    new HttpConnection(socket, m_clock, m_handler, this);
}

} // namespace oriel
