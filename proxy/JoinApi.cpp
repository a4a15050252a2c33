#include "proxy/JoinApi.h"

#include "proxy/HttpConnection.h"
#include "proxy/UserAgent.h"

#include <QJsonDocument>
#include <QPointer>

#include <optional>

namespace oriel {

namespace {

/** The one string that each request carries; nothing if the body has another form. */
std::optional<QString> stringIn(const HttpRequest &request, const QString &name)
{
    const QJsonValue value = QJsonDocument::fromJson(request.body).object().value(name);
    return value.isString() ? std::optional(value.toString()) : std::nullopt;
}

QJsonObject reason(const QString &text) { return {{QStringLiteral("reason"), text}}; }

HttpResponse malformed() { return HttpResponse::json(400, reason(QStringLiteral("malformed"))); }

} // namespace

JoinApi::JoinApi(Admission &admission, QString hostName, qint64 fileLimit, QObject *parent)
    : QObject(parent)
    , m_admission(admission)
    , m_hostName(std::move(hostName))
    , m_fileLimit(fileLimit)
{
}

void JoinApi::handle(HttpConnection &connection, const HttpRequest &request, const QByteArray &path,
                     const QString &address)
{
    const bool known =
        path == "/api/join" || path == "/api/resume" || path == "/api/leave" || path == "/api/here";
    if (!known)
        connection.respond(HttpResponse::plain(404));
    else if (request.method != "POST")
        connection.respond(HttpResponse::plain(405).with("Allow", "POST"));
    else if (path == "/api/join")
        join(connection, request, address);
    else if (path == "/api/resume")
        resume(connection, request, address);
    else if (path == "/api/leave")
        leave(connection, request);
    else
        here(connection, request);
}

void JoinApi::join(HttpConnection &connection, const HttpRequest &request, const QString &address)
{
    const auto password = stringIn(request, QStringLiteral("password"));
    if (!password) {
        connection.respond(malformed());
        return;
    }
    const QPointer<HttpConnection> guard(&connection);
    const ViewerId asking =
        m_admission.join(address, describeUserAgent(request.field("user-agent")), *password,
                         [this, guard](const Verdict &verdict) {
                             if (!guard)
                                 return;
                             emit waiting(guard, false);
                             answer(*guard, verdict, QStringLiteral("used"));
                         });
    if (asking == 0 || !guard)
        return;
    connection.suspendTimeouts();
    emit waiting(&connection, true);
    connect(&connection, &HttpConnection::closed, this,
            [this, asking] { m_admission.abandon(asking); });
}

void JoinApi::resume(HttpConnection &connection, const HttpRequest &request, const QString &address)
{
    const auto token = stringIn(request, QStringLiteral("resume"));
    if (!token)
        connection.respond(malformed());
    else
        answer(connection, m_admission.resume(address, token->toUtf8()), QStringLiteral("expired"));
}

void JoinApi::leave(HttpConnection &connection, const HttpRequest &request)
{
    const auto token = stringIn(request, QStringLiteral("resume"));
    if (!token) {
        connection.respond(malformed());
        return;
    }
    if (const ViewerId viewer = m_admission.leave(token->toUtf8()))
        emit viewerLeft(viewer);
    connection.respond(HttpResponse::json(200, {}));
}

void JoinApi::here(HttpConnection &connection, const HttpRequest &request)
{
    const auto token = stringIn(request, QStringLiteral("resume"));
    if (!token) {
        connection.respond(malformed());
    } else if (m_admission.connectedViewer(token->toUtf8())) {
        emit viewerIsHere();
        connection.respond(HttpResponse::json(200, {}));
    } else {
        connection.respond(HttpResponse::json(410, reason(QStringLiteral("expired"))));
    }
}

void JoinApi::answer(HttpConnection &connection, const Verdict &verdict,
                     const QString &goneReason) const
{
    switch (verdict.kind) {
    case Verdict::Kind::Admitted: {
        const ViewerRights &rights = verdict.credentials.viewer.rights;
        QJsonObject grant{
            {QStringLiteral("ticket"), QString::fromLatin1(verdict.credentials.ticket)},
            {QStringLiteral("resume"), QString::fromLatin1(verdict.credentials.resume)},
            {QStringLiteral("viewOnly"), !rights.control},
            {QStringLiteral("clipboard"), rights.clipboard},
            {QStringLiteral("host"), m_hostName}};
        if (rights.files)
            grant.insert(QStringLiteral("files"),
                         QJsonObject{{QStringLiteral("limit"), m_fileLimit}});
        connection.respond(HttpResponse::json(200, grant));
        break;
    }
    case Verdict::Kind::Wrong:
        connection.respond(HttpResponse::json(403, reason(QStringLiteral("wrong"))));
        break;
    case Verdict::Kind::Refused:
        connection.respond(HttpResponse::json(403, reason(QStringLiteral("refused"))));
        break;
    case Verdict::Kind::Full:
        connection.respond(HttpResponse::json(409, reason(QStringLiteral("full"))));
        break;
    case Verdict::Kind::Gone:
        connection.respond(HttpResponse::json(410, reason(goneReason)));
        break;
    case Verdict::Kind::TooMany: {
        const int seconds = qMax(1, static_cast<int>(verdict.retryAfter.count()));
        QJsonObject body = reason(QStringLiteral("wait"));
        body.insert(QStringLiteral("seconds"), seconds);
        connection.respond(
            HttpResponse::json(429, body).with("Retry-After", QByteArray::number(seconds)));
        break;
    }
    }
}

} // namespace oriel
