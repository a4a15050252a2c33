#pragma once

#include "proxy/CloseCode.h"

#include <QByteArray>

namespace oriel {

/** Frames as a server sends them (RFC 6455 §5): whole, unmasked, without extensions. Pure. */
namespace WebSocketFrame {

enum class Opcode : quint8 {
    Continuation = 0,
    Text = 1,
    Binary = 2,
    Close = 8,
    Ping = 9,
    Pong = 10,
};

/** The payload of a Close, a Ping or a Pong is never longer. */
constexpr qsizetype maxControl = 125;

/** What goes before `size` bytes of payload. */
QByteArray head(Opcode opcode, qsizetype size);
QByteArray make(Opcode opcode, const QByteArray &payload);
QByteArray makeClose(CloseCode code);

} // namespace WebSocketFrame
} // namespace oriel
