#include "proxy/RequestRouter.h"

#include "proxy/SecurityHeaders.h"
#include "proxy/SocketTransport.h"
#include "proxy/UserAgent.h"
#include "proxy/WebSocketUpgrade.h"

#include <QHostAddress>
#include <QUrlQuery>

namespace oriel {

namespace {

QByteArray folderOf(const QUrl &url)
{
    const QString path = url.path(QUrl::FullyEncoded);
    const QString last = path.section(QLatin1Char('/'), -1);
    const bool namesFile = last.contains(QLatin1Char('.')) || last.isEmpty();
    QString folder = namesFile ? path.left(path.size() - last.size()) : path;
    while (folder.endsWith(QLatin1Char('/')))
        folder.chop(1);
    return folder.toLatin1();
}

} // namespace

RequestRouter::RequestRouter(Site site, const Places &places, QObject *parent)
    : QObject(parent)
    , m_site(std::move(site))
    , m_prefix(folderOf(m_site.publicUrl))
    , m_places(places)
{
    const QString path =
        QUrlQuery(m_site.publicUrl).queryItemValue(QStringLiteral("path"), QUrl::FullyDecoded);
    if (path.startsWith(QLatin1Char('/')))
        m_publicWsPath = path.section(QLatin1Char('?'), 0, 0).toLatin1();
    else if (!path.isEmpty())
        m_publicWsPath = m_prefix + '/' + path.section(QLatin1Char('?'), 0, 0).toLatin1();
}

QByteArray RequestRouter::withoutPrefix(const QByteArray &path) const
{
    if (!m_prefix.isEmpty() && path.startsWith(QByteArray(m_prefix + '/')))
        return path.mid(m_prefix.size());
    return path;
}

bool RequestRouter::isWebSocketPath(const QByteArray &path, const QByteArray &sent) const
{
    return path == "/websockify" || path == "/"
        || (!m_publicWsPath.isEmpty() && sent == m_publicWsPath);
}

QString RequestRouter::clientAddress(const HttpConnection &connection,
                                     const HttpRequest &request) const
{
    if (!m_site.behindProxy)
        return connection.peerAddress();
    // Only the last entry was written by our own proxy; the others are what the client claims.
    QByteArray list;
    for (const HttpRequest::Field &field : request.fields) {
        if (field.name == "x-forwarded-for")
            list = field.value;
    }
    const QByteArray last = list.mid(list.lastIndexOf(',') + 1).trimmed();
    const QHostAddress address(QString::fromLatin1(last));
    return address.isNull() ? connection.peerAddress() : plainAddress(address);
}

QByteArray RequestRouter::authority(const HttpRequest &request) const
{
    return m_site.behindProxy ? m_site.publicUrl.authority(QUrl::FullyEncoded).toLatin1()
                              : request.field("host");
}

void RequestRouter::handle(HttpConnection &connection, const HttpRequest &request)
{
    const QByteArray path = withoutPrefix(request.path);
    const bool api = path.startsWith("/api/");
    const bool reads = request.method == "GET" || request.method == "HEAD";
    const auto origin =
        api && !reads ? OriginCheck::Origin::Required : OriginCheck::Origin::Optional;
    if (const int status = m_originCheck.check(request, connection.isPeerLoopback(), origin)) {
        connection.respond(HttpResponse::plain(status));
        return;
    }
    const bool tls = !m_site.behindProxy || m_site.publicUrl.scheme() == QLatin1String("https");
    connection.setSecurityFields(SecurityHeaders::lines(authority(request), tls));
    if (WebSocketUpgrade::isWanted(request))
        handleUpgrade(connection, request, path);
    else if (StreamApi::isPath(path))
        m_places.streams.handle(connection, request, path, viewerRequest(connection, request));
    else if (ClipboardApi::isPath(path))
        m_places.clipboard.handle(connection, request);
    else if (FilesApi::isPath(path))
        m_places.transfers.handle(connection, request, path);
    else if (api)
        m_places.api.handle(connection, request, path, clientAddress(connection, request));
    else
        handleFile(connection, request, path);
}

qsizetype RequestRouter::maxBody(const HttpRequest &head) const
{
    return ClipboardApi::isPath(withoutPrefix(head.path)) ? m_places.clipboard.maxBody(head)
                                                          : m_places.streams.maxBody(head);
}

void RequestRouter::expect(HttpConnection &connection, const HttpRequest &head)
{
    if (ClipboardApi::isPath(withoutPrefix(head.path)))
        m_places.clipboard.expect(connection, head);
}

bool RequestRouter::streams(const HttpRequest &head) const
{
    return FilesApi::isPath(withoutPrefix(head.path)) && FilesApi::streams(head);
}

/** Complete but for the ticket. A stream is nobody's but our own page's. */
ViewerRequest RequestRouter::viewerRequest(const HttpConnection &connection,
                                           const HttpRequest &request) const
{
    return {.address = clientAddress(connection, request),
            .agent = describeUserAgent(request.field("user-agent")),
            .ticket = {},
            .ownPage = true,
            .deadline = connection.deadline()};
}

void RequestRouter::handleUpgrade(HttpConnection &connection, const HttpRequest &request,
                                  const QByteArray &path)
{
    if (!isWebSocketPath(path, request.path)) {
        connection.respond(HttpResponse::plain(404));
        return;
    }
    if (const auto refusal = WebSocketUpgrade::refusal(request)) {
        connection.respond(*refusal);
        return;
    }
    ViewerRequest viewer = viewerRequest(connection, request);
    viewer.ticket = WebSocketUpgrade::ticket(request);
    viewer.ownPage = WebSocketUpgrade::subprotocol(request) == "oriel";
    const QByteArray acceptance = WebSocketUpgrade::acceptance(request);
    if (QTcpSocket *socket = connection.release()) {
        socket->write(acceptance);
        emit upgrade(new SocketTransport(socket), viewer);
    } else {
        connection.respond(HttpResponse::plain(400));
    }
}

void RequestRouter::handleFile(HttpConnection &connection, const HttpRequest &request,
                               const QByteArray &path)
{
    if (request.method != "GET" && request.method != "HEAD") {
        connection.respond(HttpResponse::plain(405).with("Allow", "GET, HEAD"));
    } else if (!m_prefix.isEmpty() && request.path == m_prefix) {
        // Without the slash the page's relative addresses would miss the prefix.
        HttpResponse response = HttpResponse::plain(308).with("Location", m_prefix + '/');
        connection.respond(response);
    } else if (path == "/websockify") {
        connection.respond(HttpResponse::plain(426).with("Upgrade", "websocket"));
    } else {
        connection.respond(m_places.files.respond(path, request));
    }
}

} // namespace oriel
