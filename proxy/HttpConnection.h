#pragma once

#include "proxy/HttpRequestParser.h"
#include "proxy/HttpResponse.h"
#include "session/Clock.h"

#include <QHostAddress>
#include <QObject>
#include <QTcpSocket>

#include <chrono>
#include <memory>

namespace oriel {

class HttpConnection;

/** Answers requests. */
class HttpHandler {
public:
    virtual ~HttpHandler() = default;
    /** Calls connection.respond() once, at once or later, or connection.release(). */
    virtual void handle(HttpConnection &connection, const HttpRequest &request) = 0;
};

/**
 * One connection that speaks HTTP: TLS handshake, then requests one after the other, each with a
 * limit on its size and on its time. Large answers are handed to the socket piece by piece, so
 * that a slow reader costs no memory. Deletes itself when the connection is over or released.
 * Lives in the net thread.
 */
class HttpConnection : public QObject {
    Q_OBJECT

public:
    static constexpr std::chrono::seconds stageTimeout{10};
    static constexpr std::chrono::seconds requestTimeout{15};
    /** For the whole of an answer, however steadily it is read: the page at 10 kbit/s. */
    static constexpr std::chrono::seconds answerTimeout{120};
    static constexpr int maxRequests = 100;

    /**
     * Takes `socket` over: a connected QTcpSocket, or a QSslSocket whose server handshake has
     * begun. `clock` and `handler` outlive it.
     */
    HttpConnection(QTcpSocket *socket, const Clock &clock, HttpHandler &handler, QObject *parent);
    ~HttpConnection() override;

    /** Numeric address of the peer, IPv6 without brackets; an IPv4 one never as mapped. */
    QString peerAddress() const;
    bool isPeerLoopback() const;
    const QTcpSocket *socket() const { return m_socket; }
    bool isWriting() const { return m_stage == Stage::Writing; }

    /** The header lines of SecurityHeaders for the answers that follow. */
    void setSecurityFields(const QByteArray &lines) { m_securityFields = lines; }
    /** Ignored unless a request waits for its answer. */
    void respond(const HttpResponse &response);
    /** A person decides now: no time-out until respond(). */
    void suspendTimeouts();
    /**
     * Gives the socket away, the request taken off it, and deletes this. Null if bytes follow the
     * request: a WebSocket client has to wait for the answer (RFC 6455 §4.1).
     */
    QTcpSocket *release();
    /** When the request has to be done with, by the clock's now(). */
    std::chrono::milliseconds deadline() const { return m_deadline; }

signals:
    /** The peer is gone. Nothing follows. */
    void closed();

private:
    enum class Stage { Handshake, Head, Handling, Writing, Closing };

    void awaitRequest();
    void onReadable();
    void onWritten();
    void onStageTimeout();
    void refuse(int status);
    void writeMore();
    qint64 pendingBytes() const;
    void finishResponse();
    void close();

    const Clock &m_clock;
    HttpHandler &m_handler;
    QTcpSocket *m_socket;
    Stage m_stage = Stage::Handshake;
    HttpRequestParser::Result m_parsed;
    QByteArray m_securityFields;
    QByteArray m_body; ///< of the answer
    qsizetype m_bodySent = 0;
    bool m_keepAlive = false;
    bool m_inputUnread = false; ///< bytes of a refused request may still arrive
    int m_requests = 0;
    std::chrono::milliseconds m_deadline{0};
    std::unique_ptr<ClockTimer> m_stageTimer;
    std::unique_ptr<ClockTimer> m_requestTimer;
};

/** An address as people and logs see it: no zone, an IPv4-mapped one as IPv4. */
QString plainAddress(const QHostAddress &address);

} // namespace oriel
