#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QString>
#include <QStringList>

#include <optional>

namespace oriel {

/** A key and its certificate, both PEM, the key first. */
struct PemIdentity {
    QByteArray key;
    QByteArray certificate;
};

/** Makes a certificate of our own: P-256, signed by itself, for TLS servers. */
namespace SelfSignedCertificate {

constexpr int validDays = 397; ///< the most that browsers accept of anybody

/**
 * For `names` (IP addresses and host names; what is neither is left out), valid from one day
 * before `now`, as clocks differ. Nothing if OpenSSL fails.
 */
std::optional<PemIdentity> make(const QStringList &names, const QDateTime &now);

/** Whether `name` may stand in a certificate as a DNS name. */
bool isDnsName(const QString &name);

} // namespace SelfSignedCertificate
} // namespace oriel
