#pragma once

#include "proxy/X509Parts.h"

#include <optional>

namespace oriel {

/** Makes a certificate of our own: P-256, signed by itself, for TLS servers. */
namespace SelfSignedCertificate {

constexpr int validDays = 397; ///< the most that browsers accept of anybody

/**
 * For `names` (IP addresses and host names; what is neither is left out), valid from one day
 * before `now`, as clocks differ. Nothing if OpenSSL fails.
 */
std::optional<PemIdentity> make(const QStringList &names, const QDateTime &now);

} // namespace SelfSignedCertificate
} // namespace oriel
