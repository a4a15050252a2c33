#include "proxy/IdentityStore.h"

#include "proxy/AuthorityStore.h"
#include "proxy/Log.h"
#include "proxy/PrivateFile.h"
#include "proxy/SelfSignedCertificate.h"

#include <QCoreApplication>
#include <QHostAddress>

#include <algorithm>

namespace oriel::IdentityStore {

namespace {

bool covers(const QSslCertificate &certificate, const QStringList &names)
{
    const auto held = certificate.subjectAlternativeNames();
    const QStringList dnsNames = held.values(QSsl::DnsEntry);
    QList<QHostAddress> addresses;
    for (const QString &address : held.values(QSsl::IpAddressEntry))
        addresses.append(QHostAddress(address));
    return std::all_of(names.begin(), names.end(), [&](const QString &name) {
        QHostAddress address(name);
        address.setScopeId({});
        if (!address.isNull())
            return addresses.contains(address);
        return !X509Parts::isDnsName(name) || dnsNames.contains(name, Qt::CaseInsensitive);
    });
}

/** The one in `fileName` if it may still be used for `names`, and comes from `authority`, if any.
 */
TlsKeyPair load(const QString &fileName, const QStringList &names,
                const std::optional<PemIdentity> &authority, const QDateTime &now)
{
    const auto pem = PrivateFile::read(fileName);
    if (!pem)
        return {};
    const auto result = TlsKeyPair::fromPem(*pem, *pem, fileName, fileName);
    const bool fits = result.error.isEmpty() && !result.pair.hasExpired(now.addDays(renewDays))
        && covers(result.pair.chain.first(), names)
        && (!authority || CertificateAuthority::hasIssued(*authority, *pem));
    return fits ? result.pair : TlsKeyPair{};
}

} // namespace

TlsKeyPair::Result obtain(const QString &directory, const QStringList &names, const QDateTime &now)
{
    const QString fileName = directory + QLatin1String("/identity.pem");
    const auto authority = AuthorityStore::load(directory, now);
    const QStringList vouchedFor = authority ? CertificateAuthority::permitted(names) : names;
    if (const TlsKeyPair pair = load(fileName, vouchedFor, authority, now); !pair.isNull())
        return {pair, {}};

    const auto identity = authority ? CertificateAuthority::issue(*authority, names, now)
                                    : SelfSignedCertificate::make(names, now);
    if (!identity)
        return {{},
                QCoreApplication::translate("oriel::IdentityStore", "Cannot make a certificate.")};
    const QString problem = PrivateFile::write(fileName, identity->key + identity->certificate);
    if (!problem.isEmpty())
        qCWarning(lcProxy).noquote() << "cannot keep the certificate in" << fileName << "("
                                     << problem << "): it is for this session only";
    qCInfo(lcProxy).noquote() << "made a new certificate for"
                              << vouchedFor.join(QLatin1String(", "));
    return TlsKeyPair::fromPem(identity->certificate, identity->key, fileName, fileName);
}

} // namespace oriel::IdentityStore
