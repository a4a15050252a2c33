#pragma once

#include "proxy/HttpRequest.h"
#include "proxy/HttpResponse.h"

#include <optional>

namespace oriel {

/** The opening handshake of a WebSocket (RFC 6455 §4.2.1), checked before anything answers it. */
namespace WebSocketUpgrade {

/** Asks for an upgrade, well or badly formed. */
bool isWanted(const HttpRequest &request);

/** The answer to a handshake that is not in order; nothing if it is. */
std::optional<HttpResponse> refusal(const HttpRequest &request);

/** The subprotocol of ours that the client likes best: "oriel" or "binary"; empty if neither. */
QByteArray subprotocol(const HttpRequest &request);

/** The answer to a handshake that is in order, with its empty line. */
QByteArray acceptance(const HttpRequest &request);

/** The value of `ticket` in the query; null (not empty) if there is none. */
QByteArray ticket(const HttpRequest &request);

} // namespace WebSocketUpgrade
} // namespace oriel
