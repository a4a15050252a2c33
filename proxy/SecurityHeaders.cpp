#include "proxy/SecurityHeaders.h"

#include <QStringBuilder>

namespace oriel::SecurityHeaders {

QByteArray lines(const QByteArray &authority, bool tls)
{
    // Not every browser counts wss: as 'self', so the page's own WebSocket is named as well.
    QByteArray connect = "connect-src 'self'";
    if (!authority.isEmpty())
        connect += QByteArray(tls ? " wss://" : " ws://") + authority;
    return QByteArray(
               "Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; "
               "img-src 'self' data: blob:; font-src 'self'; manifest-src 'self'; worker-src "
               "'self'; ")
        + connect
        + "; base-uri 'none'; form-action 'self'; frame-ancestors 'none'\r\n"
          "X-Content-Type-Options: nosniff\r\n"
          "X-Frame-Options: DENY\r\n"
          "Referrer-Policy: no-referrer\r\n"
          "Cross-Origin-Opener-Policy: same-origin\r\n"
          "Cross-Origin-Resource-Policy: same-origin\r\n"
          "Permissions-Policy: camera=(), microphone=(), geolocation=(), payment=(), usb=()\r\n";
}

} // namespace oriel::SecurityHeaders
