#include "proxy/StreamApi.h"

#include "proxy/WebSocketFrame.h"
#include "session/OneTimePassword.h"
#include "session/Token.h"

#include <QJsonDocument>

#include <algorithm>

namespace oriel {

namespace {

/** Some clients hold a body's first half kilobyte back to guess what it is. */
constexpr qsizetype greetingSize = 1024;

QByteArray greeting(const QByteArray &id)
{
    const QByteArray json = R"({"type":"stream","id":")" + id + "\"}";
    return WebSocketFrame::make(WebSocketFrame::Opcode::Text, json.leftJustified(greetingSize));
}

HttpResponse endless()
{
    HttpResponse response;
    response.contentType = "application/octet-stream";
    response.endless = true;
    // nginx would else gather the answer before it passes any of it on.
    return response.with("X-Accel-Buffering", "no");
}

QByteArray ticketIn(const HttpRequest &request)
{
    const QJsonObject body = QJsonDocument::fromJson(request.body).object();
    return body.value(QStringLiteral("ticket")).toString().toLatin1();
}

} // namespace

StreamApi::StreamApi(QObject *parent)
    : QObject(parent)
{
}

StreamApi::~StreamApi() = default;

bool StreamApi::isPath(const QByteArray &path)
{
    return path == "/api/stream" || path == "/api/send";
}

qsizetype StreamApi::find(const QByteArray &id) const
{
    const auto found = std::find_if(m_streams.begin(), m_streams.end(), [&](const Stream &stream) {
        return constantTimeEquals(stream.id, id);
    });
    return found == m_streams.end() ? -1 : found - m_streams.begin();
}

qsizetype StreamApi::find(const QObject *transport) const
{
    const auto found = std::find_if(m_streams.begin(), m_streams.end(), [=](const Stream &stream) {
        return stream.transport == transport;
    });
    return found == m_streams.end() ? -1 : found - m_streams.begin();
}

qsizetype StreamApi::maxBody(const HttpRequest &head) const
{
    return find(head.field("oriel-stream")) < 0 ? HttpRequestParser::maxBody : maxSend;
}

void StreamApi::handle(HttpConnection &connection, const HttpRequest &request,
                       const QByteArray &path, const ViewerRequest &viewer)
{
    if (request.method != "POST")
        connection.respond(HttpResponse::plain(405).with("Allow", "POST"));
    else if (path == "/api/stream")
        open(connection, request, viewer);
    else
        send(connection, request);
}

void StreamApi::open(HttpConnection &connection, const HttpRequest &request, ViewerRequest viewer)
{
    viewer.ticket = ticketIn(request);
    const QByteArray head = endless().head(false, connection.securityFields());
    QTcpSocket *socket = viewer.ticket.isEmpty() ? nullptr : connection.release();
    if (!socket) {
        connection.respond(HttpResponse::plain(400));
        return;
    }
    const QByteArray id = makeToken();
    socket->write(head + greeting(id));
    auto *transport = new StreamTransport(socket);
    m_streams.append({.id = id, .transport = transport});
    connect(transport, &StreamTransport::taken, this, [this, transport] { answer(transport); });
    connect(transport, &Transport::closed, this, [this, transport] { forget(transport); });
    connect(transport, &QObject::destroyed, this, &StreamApi::forget);
    emit opened(transport, viewer);
}

void StreamApi::send(HttpConnection &connection, const HttpRequest &request)
{
    const qsizetype index = find(request.field("oriel-stream"));
    if (index < 0) {
        connection.respond(HttpResponse::plain(410));
        return;
    }
    Stream &stream = m_streams[index];
    bool isNumber = false;
    const quint64 number = request.field("oriel-sequence").toULongLong(&isNumber);
    if (!isNumber || request.body.isEmpty()) {
        connection.respond(HttpResponse::plain(400));
        return;
    }
    if (number != stream.next || stream.waits) {
        connection.respond(HttpResponse::plain(409));
        return;
    }
    ++stream.next;
    stream.waits = true;
    carry(stream, connection);
    connection.suspendTimeouts(); // the viewer may have to wait, and its own limits count
    stream.transport->offer(request.body);
}

/** Of a viewer's connections the one that it uses has the privileges, so that they stay few. */
void StreamApi::carry(Stream &stream, HttpConnection &connection)
{
    if (stream.carrier && stream.carrier != &connection) {
        stream.carrier->setCarrier(false);
        emit carrying(stream.carrier, false);
    }
    stream.carrier = &connection;
    connection.setCarrier(true);
    emit carrying(&connection, true);
}

void StreamApi::answer(const StreamTransport *transport)
{
    const qsizetype index = find(transport);
    if (index < 0 || !std::exchange(m_streams[index].waits, false) || !m_streams[index].carrier)
        return;
    HttpResponse response;
    response.status = 204;
    m_streams[index].carrier->respond(response);
}

void StreamApi::forget(const QObject *transport)
{
    const qsizetype index = find(transport);
    if (index < 0)
        return;
    const Stream ended = m_streams.takeAt(index);
    if (!ended.carrier)
        return;
    ended.carrier->setCarrier(false);
    emit carrying(ended.carrier, false);
    if (ended.waits)
        ended.carrier->respond(HttpResponse::plain(410));
}

} // namespace oriel
