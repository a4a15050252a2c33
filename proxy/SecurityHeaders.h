#pragma once

#include <QByteArray>

namespace oriel {

/** The fields that every answer carries. Pure. */
namespace SecurityHeaders {

/**
 * Complete header lines. `authority` is the Host that the request was checked for ("host:port");
 * empty where no Host was accepted. The page needs: own scripts, styles, images (noVNC draws
 * JPEG rectangles from data: and cursors from data:/blob:), the API and its WebSocket.
 */
QByteArray lines(const QByteArray &authority, bool tls);

} // namespace SecurityHeaders
} // namespace oriel
