#include "proxy/SelfSignedCertificate.h"

namespace oriel::SelfSignedCertificate {

std::optional<PemIdentity> make(const QStringList &names, const QDateTime &now)
{
    const X509Parts::Key key(EVP_EC_gen("P-256"));
    const QDateTime start = now.addDays(-1);
    const auto certificate =
        X509Parts::begin(key, QStringLiteral("Oriel"), start, start.addDays(validDays));
    if (!certificate)
        return std::nullopt;
    X509 *own = certificate.get();
    const bool ok = X509_set_issuer_name(own, X509_get_subject_name(own))
        && X509Parts::addServerExtensions(own, own, names)
        && X509_sign(own, key.get(), EVP_sha256()) > 0;
    if (!ok)
        return std::nullopt;
    PemIdentity identity = X509Parts::toPem(key, certificate);
    if (identity.key.isEmpty() || identity.certificate.isEmpty())
        return std::nullopt;
    return identity;
}

} // namespace oriel::SelfSignedCertificate
