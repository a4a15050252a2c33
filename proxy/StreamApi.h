#pragma once

#include "proxy/HttpConnection.h"
#include "proxy/StreamTransport.h"
#include "proxy/ViewerRequest.h"

#include <QList>
#include <QObject>
#include <QPointer>

namespace oriel {

/**
 * `api/stream` and `api/send`: the frames of a WebSocket without the WebSocket, for browsers that
 * refuse it. Safari on iPhone and iPad takes the page with a self-signed certificate after a
 * warning, but no WebSocket.
 *
 * POST api/stream {ticket} is answered with a body that does not end: a server's frames, the first
 * one a text with the stream's id. A viewer's frames come in the bodies of POST api/send, cut
 * anywhere, with that id and a number that counts them from 0 in the head. Each is answered, with
 * 204, once its bytes are taken: the next one comes after that, and a viewer that has to wait
 * waits. Origin and Host are checked before a request comes here. Lives in the net thread.
 */
class StreamApi : public QObject {
    Q_OBJECT

public:
    /** Bytes in one api/send; a longer message goes in several. */
    static constexpr qsizetype maxSend = 32 * 1024;

    explicit StreamApi(QObject *parent = nullptr);
    ~StreamApi() override;

    static bool isPath(const QByteArray &path);
    /** Answers a path of its own. `viewer` is complete but for the ticket. */
    void handle(HttpConnection &connection, const HttpRequest &request, const QByteArray &path,
                const ViewerRequest &viewer);
    /** HttpHandler's: only what names a stream that there is may be large. */
    qsizetype maxBody(const HttpRequest &head) const;

signals:
    /** The request is answered; whoever receives this owns the transport. */
    void opened(oriel::Transport *transport, const oriel::ViewerRequest &viewer);
    /** A stream's input comes on this connection (true), or no longer (false). */
    void carrying(oriel::HttpConnection *connection, bool carries);

private:
    struct Stream {
        QByteArray id;
        StreamTransport *transport = nullptr; ///< somebody else's
        quint64 next = 0;                     ///< the number that the next api/send has
        QPointer<HttpConnection> carrier{};
        bool waits = false; ///< the carrier, for its answer
    };

    void open(HttpConnection &connection, const HttpRequest &request, ViewerRequest viewer);
    void send(HttpConnection &connection, const HttpRequest &request);
    /** Its place in the list, or -1. */
    qsizetype find(const QByteArray &id) const;
    qsizetype find(const QObject *transport) const;
    void carry(Stream &stream, HttpConnection &connection);
    void answer(const StreamTransport *transport);
    void forget(const QObject *transport);

    QList<Stream> m_streams;
};

} // namespace oriel
