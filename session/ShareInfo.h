#pragma once

#include <QMetaType>
#include <QString>
#include <QStringList>

namespace oriel {

/**
 * Where a running session can be reached. Carries no secret: a link is an entry of `urls` with
 * the one-time password as its fragment (see ShareLink).
 */
struct ShareInfo {
    QStringList urls;    ///< without fragment, the address others most likely reach first
    QString fingerprint; ///< SHA-256 of the DER certificate, capitals with colons; empty: no TLS
    quint16 port = 0;    ///< the port listened on
};

} // namespace oriel

Q_DECLARE_METATYPE(oriel::ShareInfo)
