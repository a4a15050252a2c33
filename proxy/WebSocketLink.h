#pragma once

#include "proxy/CloseCode.h"
#include "session/Clock.h"

#include <QObject>
#include <QPointer>

#include <memory>

class QTcpSocket;
class QWebSocket;

namespace oriel {

class PingTimer;

/**
 * One WebSocket of a viewer: binary messages both ways, how much still waits to be sent, and an
 * end that arrives. Lives in the net thread.
 */
class WebSocketLink : public QObject {
    Q_OBJECT

public:
    /** Before admission a client sends a few dozen bytes. */
    static constexpr quint64 maxStrangerMessage = 4 * 1024;
    static constexpr quint64 maxMessage = 2 * 1024 * 1024;
    /** One update may be 40 MiB; more than this can only be a peer that does not read. */
    static constexpr qint64 maxPending = 64 * 1024 * 1024;
    static constexpr std::chrono::seconds stallTimeout{60};
    static constexpr std::chrono::seconds closeTimeout{1};

    /** Takes both over; `socket` is the one below `webSocket`. `clock` outlives it. */
    WebSocketLink(QWebSocket *webSocket, QTcpSocket *socket, const Clock &clock,
                  QObject *parent = nullptr);
    ~WebSocketLink() override;

    /** The client is our own page: it understands notices (text frames). */
    bool isOwnPage() const;
    /** From here on messages may be large. */
    void admit();

    /** Bytes that have not left the TLS socket. */
    qint64 pendingBytes() const;
    bool isClosing() const { return m_closing; }

    void send(const QByteArray &bytes);
    void sendNotice(const QByteArray &json);
    /**
     * Sends the code, once, behind what waits; then waits for the peer's answer, so that no reset
     * overtakes the code. closed() follows within closeTimeout.
     */
    void close(oriel::CloseCode code);

signals:
    void received(const QByteArray &bytes);
    /** Everything has left the socket. */
    void drained();
    /** The connection is over. Emitted once. */
    void closed();

private:
    void onProgress();
    void watchPending();
    void onClosed();
    void awaitAnswer();

    const Clock &m_clock;
    QWebSocket *m_webSocket;
    QPointer<QTcpSocket> m_socket;
    std::unique_ptr<PingTimer> m_ping;
    std::unique_ptr<ClockTimer> m_stallTimer;
    std::unique_ptr<ClockTimer> m_closeTimer;
    QByteArray m_lastBytes; ///< of the peer, while closing
    bool m_closing = false;
    bool m_over = false;
};

} // namespace oriel
