#pragma once

#include <QByteArray>

#include <optional>

namespace oriel {

/** The extended clipboard's messages from a client (rfbproto, "Extended Clipboard"). Pure. */
namespace ExtendedClipboard {

enum class Action { Capabilities, Request, Peek, Notify, Provide };

struct Message {
    Action action;
    /** What may be handed on; empty for a text that is too long or empty: nothing is. */
    QByteArray payload;
};

/**
 * Checks the payload (flags and what follows) of a client's message. A Provide is unpacked and
 * packed anew: text only, of exactly the size it declares, at most 1 MiB, with its final NUL.
 * libvncserver trusts the declared size. Nothing, if the message contradicts the protocol.
 */
std::optional<Message> check(const QByteArray &payload);

/** A Provide's payload with `text` (UTF-8, with its NUL) in it. */
QByteArray makeProvide(const QByteArray &text);

} // namespace ExtendedClipboard
} // namespace oriel
