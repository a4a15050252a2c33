#include "proxy/HttpResponse.h"

#include <QJsonDocument>

namespace oriel {

namespace {

QByteArray statusName(int status)
{
    switch (status) {
    case 200: return "OK";
    case 201: return "Created";
    case 204: return "No Content";
    case 304: return "Not Modified";
    case 308: return "Permanent Redirect";
    case 400: return "Bad Request";
    case 403: return "Forbidden";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 408: return "Request Timeout";
    case 409: return "Conflict";
    case 410: return "Gone";
    case 413: return "Content Too Large";
    case 414: return "URI Too Long";
    case 415: return "Unsupported Media Type";
    case 421: return "Misdirected Request";
    case 426: return "Upgrade Required";
    case 429: return "Too Many Requests";
    case 431: return "Request Header Fields Too Large";
    case 500: return "Internal Server Error";
    case 501: return "Not Implemented";
    case 507: return "Insufficient Storage";
    default: return "Error";
    }
}

} // namespace

HttpResponse HttpResponse::plain(int status)
{
    HttpResponse response;
    response.status = status;
    response.contentType = "text/plain; charset=utf-8";
    response.body = QByteArray::number(status) + ' ' + statusName(status) + '\n';
    return response;
}

HttpResponse HttpResponse::json(int status, const QJsonObject &object)
{
    HttpResponse response;
    response.status = status;
    response.contentType = "application/json";
    response.body = QJsonDocument(object).toJson(QJsonDocument::Compact);
    return response;
}

HttpResponse &HttpResponse::with(const QByteArray &name, const QByteArray &value)
{
    fields.append({name, value});
    return *this;
}

QByteArray HttpResponse::head(bool keepAlive, const QByteArray &securityFields) const
{
    QByteArray result =
        "HTTP/1.1 " + QByteArray::number(status) + ' ' + statusName(status) + "\r\n";
    const auto add = [&result](const QByteArray &name, const QByteArray &value) {
        result += name + ": " + value + "\r\n";
    };
    if (!contentType.isEmpty())
        add("Content-Type", contentType);
    // A 304 describes a body that it does not carry (RFC 9110 §15.4.5), a 204 has none (§8.6).
    if (status != 304 && status != 204 && !endless)
        add("Content-Length", QByteArray::number(streamed > 0 ? streamed : body.size()));
    add("Cache-Control", cacheControl);
    add("Connection", keepAlive ? "keep-alive" : "close");
    for (const Field &field : fields)
        add(field.name, field.value);
    return result + securityFields + "\r\n";
}

} // namespace oriel
