#pragma once

#include "proxy/CertificateAuthority.h"

#include <optional>

namespace oriel {

/**
 * The host's own authority on disk, beside Oriel's identity: ca.pem with the key, and ca.crt, the
 * certificate alone, which is what goes to other devices. Any thread.
 */
namespace AuthorityStore {

QString keyFile(const QString &directory);
QString certificateFile(const QString &directory);

/** The one in `directory`, if there is one that is still good for a new certificate. */
std::optional<PemIdentity> load(const QString &directory, const QDateTime &now);

/** Makes one. Empty, or why it could not be done. What was there is replaced. */
QString create(const QString &directory, const QString &host, const QDateTime &now);

/** SHA-256 of its certificate, capitals with colons. */
QString fingerprint(const PemIdentity &authority);

} // namespace AuthorityStore
} // namespace oriel
