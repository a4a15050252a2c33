#include "proxy/WebSocketUpgrade.h"

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

QByteArray ticket(const HttpRequest &request)
{
    const QUrlQuery query(QString::fromLatin1(request.query));
    if (!query.hasQueryItem(QStringLiteral("ticket")))
        return {};
    const QByteArray value = query.queryItemValue(QStringLiteral("ticket")).toLatin1();
    return value.isNull() ? QByteArray("") : value;
}

} // namespace oriel::WebSocketUpgrade
