#include "proxy/ClipboardApi.h"

#include "proxy/PngPicture.h"

#include <utility>

namespace oriel {

ClipboardApi::ClipboardApi(const Admission &admission, QObject *parent)
    : QObject(parent)
    , m_admission(admission)
{
}

std::optional<ViewerInfo> ClipboardApi::viewer(const HttpRequest &request) const
{
    const auto found = m_admission.connectedViewer(request.field("oriel-visit"));
    return found && found->rights.clipboard ? found : std::nullopt;
}

qsizetype ClipboardApi::maxBody(const HttpRequest &head) const
{
    return head.method == "POST" && viewer(head) ? PngPicture::maxBytes
                                                 : HttpRequestParser::maxBody;
}

void ClipboardApi::expect(HttpConnection &connection, const HttpRequest &head)
{
    const auto from = viewer(head);
    if (!from)
        return;
    QPointer<HttpConnection> &upload = m_uploads[from->id];
    const QPointer<HttpConnection> before = std::exchange(upload, &connection);
    if (before && before != &connection)
        before->abort();
}

void ClipboardApi::handle(HttpConnection &connection, const HttpRequest &request)
{
    m_uploads.removeIf([&connection](decltype(m_uploads)::iterator upload) {
        return upload.value().isNull() || upload.value() == &connection;
    });
    if (request.method != "GET" && request.method != "POST")
        connection.respond(HttpResponse::plain(405).with("Allow", "GET, POST"));
    else if (request.method == "GET")
        give(connection, request);
    else
        take(connection, request);
}

void ClipboardApi::give(HttpConnection &connection, const HttpRequest &request) const
{
    if (!viewer(request)) {
        connection.respond(HttpResponse::plain(403));
    } else if (m_picture.isEmpty()) {
        connection.respond(HttpResponse::plain(404));
    } else {
        HttpResponse response;
        response.contentType = "image/png";
        response.body = m_picture;
        connection.respond(response);
    }
}

void ClipboardApi::take(HttpConnection &connection, const HttpRequest &request)
{
    const auto from = viewer(request);
    if (!from) {
        connection.respond(HttpResponse::plain(403));
        return;
    }
    const auto clean = PngPicture::cleaned(request.body);
    if (!clean) {
        connection.respond(HttpResponse::plain(415));
        return;
    }
    setCleaned(*clean, from->id);
    emit received(*clean);
    HttpResponse response;
    response.status = 204;
    connection.respond(response);
}

void ClipboardApi::setPicture(const QByteArray &png)
{
    setCleaned(PngPicture::cleaned(png).value_or(QByteArray()), 0);
}

void ClipboardApi::clear() { setCleaned({}, 0); }

void ClipboardApi::setCleaned(const QByteArray &png, ViewerId by)
{
    if (png.isEmpty() && m_picture.isEmpty())
        return;
    m_picture = png;
    emit changed(png.size(), by);
}

} // namespace oriel
