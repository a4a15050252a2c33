#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QList>

namespace oriel {

/** An answer, complete before its first byte is sent. Value type. */
struct HttpResponse {
    struct Field {
        QByteArray name;
        QByteArray value;
    };

    int status = 200;
    QByteArray contentType;
    QByteArray cacheControl = "no-store";
    QList<Field> fields; ///< besides the usual and the security fields
    QByteArray body;
    qint64 streamed = 0;  ///< bytes of the body that come by HttpConnection::writeBody() instead
    bool endless = false; ///< somebody else sends the body, and its end is the connection's

    /** A status with its name as plain text. */
    static HttpResponse plain(int status);
    static HttpResponse json(int status, const QJsonObject &object);

    HttpResponse &with(const QByteArray &name, const QByteArray &value);

    /** Status line and fields with the empty line; Content-Length is the body's. */
    QByteArray head(bool keepAlive, const QByteArray &securityFields) const;
};

} // namespace oriel
