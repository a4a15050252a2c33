#pragma once

#include "proxy/X509Parts.h"

#include <optional>

namespace oriel {

/**
 * A certificate authority of the host's own, for those who install it on their devices once instead
 * of accepting a certificate in each browser. It is constrained (RFC 5280, 4.2.1.10) to addresses
 * and names that no public site has: whoever steals its key can't pass for one. Any thread.
 */
namespace CertificateAuthority {

constexpr int validYears = 10;
constexpr int leafDays = 397; ///< the most that browsers accept of anybody

/** A new one; its name has `host`, so that people can tell several. Nothing if OpenSSL fails. */
std::optional<PemIdentity> make(const QString &host, const QDateTime &now);

/** Of `names`, those that it may vouch for. */
QStringList permitted(const QStringList &names);

/** A server's key and certificate for what is permitted of `names`. Nothing if OpenSSL fails. */
std::optional<PemIdentity> issue(const PemIdentity &authority, const QStringList &names,
                                 const QDateTime &now);

/** Whether `certificate` (PEM, its first) bears the signature of `authority`. */
bool hasIssued(const PemIdentity &authority, const QByteArray &certificate);

} // namespace CertificateAuthority
} // namespace oriel
