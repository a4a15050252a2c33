#pragma once

#include <QByteArray>
#include <QList>

namespace oriel {

/** One request as it was sent, checked for form only. Value type. */
struct HttpRequest {
    struct Field {
        QByteArray name; ///< lower case
        QByteArray value;
    };

    QByteArray method;
    QByteArray path;      ///< as sent, before "?"; begins with "/"
    QByteArray query;     ///< as sent, after "?"
    int minorVersion = 1; ///< HTTP/1.minorVersion
    QList<Field> fields;
    QByteArray body;

    /** The first field of that (lower case) name; empty if there is none. */
    QByteArray field(QByteArrayView name) const;
    qsizetype count(QByteArrayView name) const;
    /** Whether a comma-separated list (all fields of that name) holds `token`, in any case. */
    bool listHolds(QByteArrayView name, QByteArrayView token) const;
    /** Whether the connection may carry another request (RFC 9112 §9.3). */
    bool keepsAlive() const;
};

} // namespace oriel
