#pragma once

#include <QString>

namespace oriel {

/**
 * Whom tries and connections are counted for: an IPv4 address itself, the /64 network of an IPv6
 * one, since who has one of its addresses has them all (RFC 6177 §2). `address` is numeric, without
 * brackets or zone; what is none is its own source.
 */
QString sourceOf(const QString &address);

} // namespace oriel
