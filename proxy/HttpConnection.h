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
    /** How many bytes the body behind this head may have. Asked again while they come. */
    virtual qsizetype maxBody(const HttpRequest & /*head*/) const
    {
        return HttpRequestParser::maxBody;
    }
    /** A body that is too large for the socket's buffer begins to come. */
    virtual void expect(HttpConnection & /*connection*/, const HttpRequest & /*head*/) { }
    /**
     * The body behind this head is wanted as it comes, of whatever size: handle() is called at
     * once, with the head, and calls readBody(). maxBody() does not count then.
     */
    virtual bool streams(const HttpRequest & /*head*/) const { return false; }
};

/**
 * One connection that speaks HTTP: TLS handshake, then requests one after the other, each with a
 * limit on its size and on its time. A large body, where the handler takes one, may be on its way
 * as long as an answer. Large answers are handed to the socket piece by piece, so that a slow
 * reader costs no memory. Bodies of any size pass as streams, either way: one piece at a time is in
 * memory, and only a pause is limited. Deletes itself when the connection is over or released.
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
    /** How long the peer may pause in a stream. How long all of it takes is up to the line. */
    static constexpr std::chrono::seconds streamTimeout{60};
    /** How long a carrier may be idle: longer than from ping to ping. */
    static constexpr std::chrono::seconds carrierTimeout{60};

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
    const QByteArray &securityFields() const { return m_securityFields; }
    /**
     * An admitted viewer's input comes on this connection: a new one for each hundred key presses,
     * or after each pause, would cost it round trips.
     */
    void setCarrier(bool carrier) { m_isCarrier = carrier; }
    /**
     * Ignored unless a request waits for its answer. What is left of a stream is read and dropped
     * for a moment, then the connection ends.
     */
    void respond(const HttpResponse &response);
    /** At most `max` bytes of the streamed body, as many as are there. What is not taken waits. */
    QByteArray readBody(qint64 max);
    /** Bytes of the streamed body that are not yet taken. */
    qint64 bodyLeft() const { return m_bodyLeft; }
    /** The next piece of the answer's body, with HttpResponse::streamed; bodyWanted() follows. */
    void writeBody(const QByteArray &piece);
    /** Ends it without an answer. closed() follows. */
    void abort() { m_socket->abort(); }
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
    /** Bytes of a streamed body are there, or all of it came. */
    void bodyReadable();
    /** The next piece of a streamed answer may come. */
    void bodyWanted();
    /** The last byte of an answer is on its way. */
    void answered();

private:
    enum class Stage { Handshake, Head, Body, Streaming, Handling, Writing, Closing };

    void awaitRequest();
    void limitRequest();
    void onReadable();
    void readRequest();
    void beginBody();
    void readWholeBody();
    void handleStream();
    void awaitBody();
    void handleRequest();
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
    qsizetype m_bodySize = 0; ///< of the request, while it is Stage::Body
    qint64 m_bodyLeft = 0;    ///< of the request, streamed
    std::chrono::seconds m_writeTimeout = stageTimeout;
    qint64 m_toStream = 0; ///< bytes of the answer that writeBody() has yet to bring
    QByteArray m_securityFields;
    QByteArray m_body; ///< of the answer
    qsizetype m_bodySent = 0;
    bool m_keepAlive = false;
    bool m_isCarrier = false;
    bool m_isIdle = false;      ///< a carrier between two requests
    bool m_inputUnread = false; ///< bytes of a refused request may still arrive
    int m_requests = 0;
    std::chrono::milliseconds m_deadline{0};
    std::unique_ptr<ClockTimer> m_stageTimer;
    std::unique_ptr<ClockTimer> m_requestTimer;
};

/** An address as people and logs see it: no zone, an IPv4-mapped one as IPv4. */
QString plainAddress(const QHostAddress &address);

} // namespace oriel
