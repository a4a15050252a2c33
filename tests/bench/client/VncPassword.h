#pragma once

#include <string>

namespace oriel::bench {

/** Passwords of VNC Authentication (RFC 6143 §7.2.2). */
namespace VncPassword {

/**
 * From a file that vncpasswd or x11vnc -storepasswd wrote (8 or 16 bytes, not all of them
 * printable), or from the first line of a text. Throws std::runtime_error.
 */
std::string fromFile(const std::string &file);

/** The answer of a client that knows the password to a challenge of 16 bytes. */
std::string response(const std::string &challenge, const std::string &password);

} // namespace VncPassword
} // namespace oriel::bench
