#pragma once

#include <QByteArray>

namespace oriel {

/** The cipher of RFB's security type 2 (RFC 6143 §7.2.2). Pure. */
namespace VncAuthentication {

constexpr qsizetype challengeSize = 16;

/** From the system's CSPRNG. */
QByteArray makeChallenge();

/**
 * What a client that knows `password` answers: the challenge, encrypted with DES under the first
 * 8 bytes of the password (padded with zeros), the bits of each byte mirrored.
 */
QByteArray response(const QByteArray &challenge, const QByteArray &password);

} // namespace VncAuthentication
} // namespace oriel
