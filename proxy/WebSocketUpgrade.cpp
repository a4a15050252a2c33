#include "proxy/WebSocketUpgrade.h"

#include <QCryptographicHash>
#include <QUrlQuery>

namespace oriel::WebSocketUpgrade {

bool isWanted(const HttpRequest &request)
{
    return request.listHolds("upgrade", "websocket") || request.count("sec-websocket-key") > 0;
}

std::optional<HttpResponse> refusal(const HttpRequest &request)
{
    if (request.method != "GET")
        return HttpResponse::plain(405).with("Allow", "GET");
    const QByteArray key = request.field("sec-websocket-key");
    const auto nonce = QByteArray::fromBase64Encoding(key, QByteArray::AbortOnBase64DecodingErrors);
    if (request.minorVersion < 1 || !request.body.isEmpty()
        || !request.listHolds("upgrade", "websocket") || !request.listHolds("connection", "upgrade")
        || request.count("sec-websocket-key") != 1 || !nonce || (*nonce).size() != 16
        || request.count("sec-websocket-version") != 1)
        return HttpResponse::plain(400);
    if (request.field("sec-websocket-version") != "13")
        return HttpResponse::plain(426)
            .with("Sec-WebSocket-Version", "13")
            .with("Upgrade", "websocket");
    return std::nullopt;
}

QByteArray subprotocol(const HttpRequest &request)
{
    for (const HttpRequest::Field &field : request.fields) {
        if (field.name != "sec-websocket-protocol")
            continue;
        const QList<QByteArray> names = field.value.split(',');
        for (const QByteArray &name : names) {
            if (name.trimmed() == "oriel" || name.trimmed() == "binary")
                return name.trimmed();
        }
    }
    return {};
}

QByteArray acceptance(const HttpRequest &request)
{
    const QByteArray key = request.field("sec-websocket-key")
        + QByteArrayLiteral("258EAFA5-E914-47DA-95CA-C5AB0DC85B11"); // RFC 6455 §1.3
    const QByteArray proof = QCryptographicHash::hash(key, QCryptographicHash::Sha1).toBase64();
    const QByteArray protocol = subprotocol(request);
    return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
           "Sec-WebSocket-Accept: "
        + proof + "\r\n"
        + (protocol.isEmpty() ? QByteArray() : "Sec-WebSocket-Protocol: " + protocol + "\r\n")
        + "\r\n";
}

QByteArray ticket(const HttpRequest &request)
{
    const QUrlQuery query(QString::fromLatin1(request.query));
    if (!query.hasQueryItem(QStringLiteral("ticket")))
        return {};
    const QByteArray value = query.queryItemValue(QStringLiteral("ticket")).toLatin1();
    return value.isNull() ? QByteArray("") : value;
}

} // namespace oriel::WebSocketUpgrade
