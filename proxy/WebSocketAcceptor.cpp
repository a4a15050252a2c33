#include "proxy/WebSocketAcceptor.h"

#include "proxy/Log.h"

#include <QHostAddress>
#include <QPointer>
#include <QWebSocket>

#include <algorithm>

namespace oriel {

struct WebSocketAcceptor::Pending {
    QPointer<QTcpSocket> socket;
    UpgradeRequest request;
    std::unique_ptr<ClockTimer> timer; ///< QWebSocketServer keeps none for handed-in sockets

    bool isBelow(const QWebSocket &webSocket) const
    {
        return socket && socket->peerPort() == webSocket.peerPort()
            && socket->peerAddress() == webSocket.peerAddress()
            && socket->localAddress() == webSocket.localAddress();
    }
};

WebSocketAcceptor::WebSocketAcceptor(const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_server(QStringLiteral("Oriel"), QWebSocketServer::NonSecureMode)
{
    m_server.setSupportedSubprotocols({QStringLiteral("oriel"), QStringLiteral("binary")});
    m_server.setMaxPendingConnections(ConnectionLimits::maxTotal);
    connect(&m_server, &QWebSocketServer::newConnection, this, &WebSocketAcceptor::onNewConnection);
}

WebSocketAcceptor::~WebSocketAcceptor() = default;

void WebSocketAcceptor::accept(QTcpSocket *socket, const UpgradeRequest &request)
{
    socket->setParent(this);
    auto pending = std::make_unique<Pending>();
    pending->socket = socket;
    pending->request = request;
    pending->timer = m_clock.makeTimer([this, socket] { giveUp(socket); });
    pending->timer->start(HttpConnection::stageTimeout);
    m_pending.push_back(std::move(pending));
    connect(socket, &QTcpSocket::disconnected, this, [this, socket] { giveUp(socket); });

    // The head lies in the socket already. Newer versions of Qt announce it themselves.
    bool announced = false;
    const auto watch = connect(socket, &QTcpSocket::readyRead, this, [&] { announced = true; });
    m_server.handleConnection(socket);
    disconnect(watch);
    if (!announced)
        emit socket->readyRead();
}

/** Gives a socket up that became no WebSocket. */
void WebSocketAcceptor::giveUp(QTcpSocket *socket)
{
    std::erase_if(m_pending, [&](const auto &pending) { return pending->socket == socket; });
    socket->disconnect(this);
    socket->abort();
    socket->deleteLater();
}

void WebSocketAcceptor::onNewConnection()
{
    while (QWebSocket *webSocket = m_server.nextPendingConnection()) {
        const auto found =
            std::find_if(m_pending.begin(), m_pending.end(),
                         [&](const auto &pending) { return pending->isBelow(*webSocket); });
        if (found == m_pending.end()) {
            qCWarning(lcProxy) << "a WebSocket that nobody asked for";
            webSocket->abort();
            webSocket->deleteLater();
            continue;
        }
        const std::unique_ptr<Pending> pending = std::move(*found);
        m_pending.erase(found);
        pending->socket->disconnect(this);
        emit accepted(webSocket, pending->socket, pending->request);
    }
}

} // namespace oriel
