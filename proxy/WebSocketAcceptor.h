#pragma once

#include "proxy/ConnectionLimits.h"
#include "proxy/RequestRouter.h"

#include <QWebSocket>
#include <QWebSocketServer>

#include <memory>
#include <vector>

namespace oriel {

/**
 * Turns a socket with a checked upgrade request in it into a WebSocket. Uses a QWebSocketServer
 * that never listens. Lives in the net thread.
 */
class WebSocketAcceptor : public QObject {
    Q_OBJECT

public:
    /** `clock` outlives it. */
    explicit WebSocketAcceptor(const Clock &clock, QObject *parent = nullptr);
    ~WebSocketAcceptor() override;

    /** Takes the socket over. Answers with accepted(), or closes it. */
    void accept(QTcpSocket *socket, const oriel::UpgradeRequest &request);

signals:
    /**
     * `socket` is the one below `webSocket`, for metering only (a QWebSocket over TLS does not
     * know how much still waits). Whoever receives this owns both; `webSocket` goes first.
     */
    void accepted(QWebSocket *webSocket, QTcpSocket *socket, const oriel::UpgradeRequest &request);

private:
    struct Pending;

    void onNewConnection();
    void giveUp(QTcpSocket *socket);

    const Clock &m_clock;
    QWebSocketServer m_server;
    std::vector<std::unique_ptr<Pending>> m_pending;
};

} // namespace oriel
