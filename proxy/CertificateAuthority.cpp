#include "proxy/CertificateAuthority.h"

#include <QHostAddress>

#include <openssl/x509v3.h>

#include <algorithm>
#include <iterator>

namespace oriel::CertificateAuthority {

namespace {

/** As a person writes it, and as OpenSSL wants it. */
struct Network {
    const char *address;
    int bits;
    const char *mask;
};

constexpr Network networks[] = {
    {"10.0.0.0", 8, "255.0.0.0"},
    {"172.16.0.0", 12, "255.240.0.0"},
    {"192.168.0.0", 16, "255.255.0.0"},
    {"127.0.0.0", 8, "255.0.0.0"},
    {"169.254.0.0", 16, "255.255.0.0"},
    {"100.64.0.0", 10, "255.192.0.0"}, // carriers', and virtual networks of one's own
    {"::1", 128, "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"},
    {"fc00::", 7, "fe00::"},
    {"fe80::", 10, "ffc0::"},
};

/** Each with what is below it. */
constexpr const char *domains[] = {"local", "home.arpa", "localhost"};

QByteArray constraints()
{
    QByteArrayList entries{"critical"};
    for (const Network &network : networks)
        entries.append(QByteArray("permitted;IP:") + network.address + '/' + network.mask);
    for (const char *domain : domains)
        entries.append(QByteArray("permitted;DNS:") + domain);
    return entries.join(',');
}

bool isPermitted(const QString &name)
{
    QHostAddress address(name);
    if (address.isNull()) {
        return std::ranges::any_of(domains, [&](const char *domain) {
            const QLatin1String text(domain);
            return name.compare(text, Qt::CaseInsensitive) == 0
                || name.endsWith(QLatin1Char('.') + text, Qt::CaseInsensitive);
        });
    }
    address.setScopeId({});
    return std::ranges::any_of(networks, [&](const Network &network) {
        return address.isInSubnet(QHostAddress(QLatin1String(network.address)), network.bits);
    });
}

} // namespace

std::optional<PemIdentity> make(const QString &host, const QDateTime &now)
{
    const X509Parts::Key key(EVP_EC_gen("P-256"));
    const QDateTime start = now.addDays(-2); // before the first that it issues
    const auto certificate = X509Parts::begin(key, QStringLiteral("Oriel on %1").arg(host), start,
                                              start.addYears(validYears));
    if (!certificate)
        return std::nullopt;
    X509 *own = certificate.get();
    const bool ok = X509_set_issuer_name(own, X509_get_subject_name(own))
        && X509Parts::addExtension(own, own, NID_basic_constraints, "critical,CA:TRUE,pathlen:0")
        && X509Parts::addExtension(own, own, NID_key_usage, "critical,keyCertSign")
        && X509Parts::addExtension(own, own, NID_name_constraints, constraints())
        && X509Parts::addExtension(own, own, NID_subject_key_identifier, "hash")
        && X509_sign(own, key.get(), EVP_sha256()) > 0;
    if (!ok)
        return std::nullopt;
    PemIdentity identity = X509Parts::toPem(key, certificate);
    if (identity.key.isEmpty() || identity.certificate.isEmpty())
        return std::nullopt;
    return identity;
}

QStringList permitted(const QStringList &names)
{
    QStringList result;
    std::ranges::copy_if(names, std::back_inserter(result), isPermitted);
    return result;
}

std::optional<PemIdentity> issue(const PemIdentity &authority, const QStringList &names,
                                 const QDateTime &now)
{
    const auto issuer = X509Parts::readCertificate(authority.certificate);
    const auto issuerKey = X509Parts::readKey(authority.key);
    const X509Parts::Key key(EVP_EC_gen("P-256"));
    const QDateTime start = now.addDays(-1);
    const auto certificate =
        X509Parts::begin(key, QStringLiteral("Oriel"), start, start.addDays(leafDays));
    if (!issuer || !issuerKey || !certificate)
        return std::nullopt;
    X509 *leaf = certificate.get();
    const bool ok = X509_set_issuer_name(leaf, X509_get_subject_name(issuer.get()))
        && X509Parts::addServerExtensions(leaf, issuer.get(), permitted(names))
        && X509Parts::addExtension(leaf, issuer.get(), NID_authority_key_identifier, "keyid:always")
        && X509_sign(leaf, issuerKey.get(), EVP_sha256()) > 0;
    if (!ok)
        return std::nullopt;
    PemIdentity identity = X509Parts::toPem(key, certificate);
    if (identity.key.isEmpty() || identity.certificate.isEmpty())
        return std::nullopt;
    return identity;
}

bool hasIssued(const PemIdentity &authority, const QByteArray &certificate)
{
    const auto issuer = X509Parts::readCertificate(authority.certificate);
    const auto leaf = X509Parts::readCertificate(certificate);
    return issuer && leaf && X509_verify(leaf.get(), X509_get0_pubkey(issuer.get())) == 1;
}

} // namespace oriel::CertificateAuthority
