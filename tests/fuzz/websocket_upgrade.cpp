// What is asked of a request before it becomes a WebSocket. Input: a request.
#include "proxy/HttpRequestParser.h"
#include "proxy/OriginCheck.h"
#include "proxy/UserAgent.h"
#include "proxy/WebSocketUpgrade.h"
#include "tests/fuzz/Fuzz.h"

#include <QHostAddress>

using namespace oriel;

namespace {

OriginCheck::Rules rules()
{
    return {.hosts = {QStringLiteral("192.168.1.20"), QStringLiteral("fe80::1")},
            .port = 6080,
            .publicUrl = QUrl(QStringLiteral("https://share.example/desk/")),
            .behindProxy = false};
}

/** Another way to the same answer, by Qt's own reading of the address. */
bool isOurs(const QByteArray &authority)
{
    const QUrl url(QStringLiteral("https://") + QString::fromLatin1(authority));
    const QString host = url.host();
    if (host == QLatin1String("share.example"))
        return url.port(443) == 443;
    if (url.port() != 6080)
        return false;
    const QHostAddress address(host);
    return host == QLatin1String("localhost") || address == QHostAddress::LocalHost
        || address == QHostAddress::LocalHostIPv6
        || address == QHostAddress(QStringLiteral("192.168.1.20"))
        || address == QHostAddress(QStringLiteral("fe80::1"));
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const quint8 *data, std::size_t size)
{
    const auto result = HttpRequestParser::parse(fuzz::toBytes(data, size));
    if (result.status != HttpRequestParser::Status::Complete)
        return 0;
    const HttpRequest &request = result.request;

    const int status = OriginCheck(rules()).check(request, true, OriginCheck::Origin::Required);
    fuzz::require(status == 0 || status == 400 || status == 403 || status == 421,
                  "a check ends in a known status");
    if (status == 0) {
        const QByteArray origin = request.field("origin");
        fuzz::require(request.count("origin") == 1 && request.count("host") == 1,
                      "exactly one Host and one Origin are taken");
        fuzz::require(isOurs(request.field("host")), "a foreign Host is refused");
        fuzz::require(origin.startsWith("https://") && isOurs(origin.mid(8)),
                      "a foreign Origin is refused");
    }

    if (!WebSocketUpgrade::refusal(request)) {
        fuzz::require(
            request.method == "GET" && request.body.isEmpty() && WebSocketUpgrade::isWanted(request)
                && request.field("sec-websocket-version") == "13"
                && QByteArray::fromBase64(request.field("sec-websocket-key")).size() == 16,
            "only RFC 6455's handshake is taken");
    }
    // A stray "%" becomes "%25".
    fuzz::require(WebSocketUpgrade::ticket(request).size() <= 3 * request.query.size(),
                  "a ticket is part of the query");
    fuzz::require(describeUserAgent(request.field("user-agent")).size() < 40,
                  "nothing that a stranger writes is shown");
    return 0;
}
