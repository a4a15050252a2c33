#pragma once

#include "proxy/CloseCode.h"
#include "proxy/PingTimer.h"
#include "proxy/Transport.h"
#include "proxy/WebSocketFramer.h"
#include "session/Clock.h"

#include <QObject>

#include <memory>
#include <optional>

namespace oriel {

/**
 * One WebSocket of a viewer, its opening handshake done: bytes both ways, how much still waits to
 * be sent, and an end that arrives. Lives in the net thread.
 */
class WebSocketLink : public QObject {
    Q_OBJECT

public:
    /** Before admission a client sends a few dozen bytes. */
    static constexpr qsizetype maxStrangerMessage = 4 * 1024;
    static constexpr qsizetype maxMessage = 2 * 1024 * 1024;
    /** One update may be 40 MiB; more than this can only be a peer that does not read. */
    static constexpr qint64 maxPending = 64 * 1024 * 1024;
    static constexpr std::chrono::seconds stallTimeout{60};
    static constexpr std::chrono::seconds closeTimeout{1};

    /**
     * Takes `transport` over. `ownPage`: it understands notices (text frames). `clock` outlives
     * it.
     */
    WebSocketLink(Transport *transport, bool ownPage, const Clock &clock,
                  QObject *parent = nullptr);
    ~WebSocketLink() override;

    /** From here on messages may be large. */
    void admit();
    /** While paused nothing is received, and the peer has to wait. */
    void setPaused(bool paused);
    /** The peer holds a key or a button: silent() tells when it can't let go any more. */
    void watchClosely(bool closely);

    /** Asks the peer for a sign that all it was sent arrived: reached() follows, or does not. */
    void probe();

    /** Bytes that have not left the viewer's socket. */
    qint64 pendingBytes() const { return m_transport.pendingBytes(); }

    void send(const QByteArray &bytes);
    void sendNotice(const QByteArray &json);
    /**
     * Sends the code, once, behind what waits; then waits for the peer's answer, so that no reset
     * overtakes the code (RFC 6455 §7.1.1). closed() follows within closeTimeout.
     */
    void close(oriel::CloseCode code);

signals:
    void received(const QByteArray &bytes);
    /** Everything has left the socket. */
    void drained();
    /** Watched closely, the peer gave no sign of life for a while. Once per silence. */
    void silent();
    /** The answer to probe(). */
    void reached();
    /** The connection is over. Emitted once. */
    void closed();

private:
    void onReadable();
    void readParts();
    void take(const WebSocketFramer::Part &part);
    void takeClose(const QByteArray &payload);
    void sendFrame(WebSocketFrame::Opcode opcode, const QByteArray &payload);
    void sendPong();
    void beginClosing();
    void onProgress();
    void watchPending();
    void onClosed();

    const Clock &m_clock;
    Transport &m_transport; ///< a child
    bool m_ownPage;
    WebSocketFramer m_framer{maxStrangerMessage};
    PingTimer m_ping;
    std::unique_ptr<ClockTimer> m_stallTimer;
    std::unique_ptr<ClockTimer> m_closeTimer;
    quint64 m_probes = 0;                 ///< their payloads
    std::optional<QByteArray> m_owedPong; ///< the latest ping's, while there is no room to answer
    bool m_paused = false;
    bool m_closing = false;
    bool m_over = false;
};

} // namespace oriel
