#include "proxy/IdentityStore.h"

#include "proxy/Log.h"
#include "proxy/SelfSignedCertificate.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QHostAddress>
#include <QSaveFile>

#include <algorithm>

namespace oriel::IdentityStore {

namespace {

constexpr QFile::Permissions ownerOnly = QFile::ReadOwner | QFile::WriteOwner;
constexpr QFile::Permissions others = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup
    | QFile::ReadOther | QFile::WriteOther | QFile::ExeOther;

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
        return !SelfSignedCertificate::isDnsName(name)
            || dnsNames.contains(name, Qt::CaseInsensitive);
    });
}

TlsKeyPair load(const QString &fileName, const QStringList &names, const QDateTime &now)
{
    QFile file(fileName);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    if (file.permissions() & others) {
        qCWarning(lcProxy) << fileName << "could be read by others: a new certificate is made";
        return {};
    }
    const QByteArray pem = file.readAll();
    const auto result = TlsKeyPair::fromPem(pem, pem, fileName, fileName);
    const bool fits = result.error.isEmpty() && !result.pair.hasExpired(now.addDays(renewDays))
        && covers(result.pair.chain.first(), names);
    return fits ? result.pair : TlsKeyPair{};
}

/** Empty, or why it could not be done. */
QString store(const QByteArray &pem, const QString &directory, const QString &fileName)
{
    if (!QDir().mkpath(directory) || !QFile::setPermissions(directory, ownerOnly | QFile::ExeOwner))
        return QCoreApplication::translate("oriel::IdentityStore",
                                           "the folder can't be made private");
    QSaveFile file(fileName);
    // Unbuffered: commit() doesn't notice when the rest of a buffer finds no room.
    const bool stored = file.open(QIODevice::WriteOnly | QIODevice::Unbuffered)
        && file.setPermissions(ownerOnly) && file.write(pem) == pem.size() && file.commit();
    return stored ? QString() : file.errorString();
}

} // namespace

TlsKeyPair::Result obtain(const QString &directory, const QStringList &names, const QDateTime &now)
{
    const QString fileName = directory + QLatin1String("/identity.pem");
    if (const TlsKeyPair pair = load(fileName, names, now); !pair.isNull())
        return {pair, {}};

    const auto identity = SelfSignedCertificate::make(names, now);
    if (!identity)
        return {{},
                QCoreApplication::translate("oriel::IdentityStore", "Cannot make a certificate.")};
    const QString problem = store(identity->key + identity->certificate, directory, fileName);
    if (!problem.isEmpty())
        qCWarning(lcProxy).noquote() << "cannot keep the certificate in" << fileName << "("
                                     << problem << "): it is for this session only";
    qCInfo(lcProxy).noquote() << "made a new certificate for" << names.join(QLatin1String(", "));
    return TlsKeyPair::fromPem(identity->certificate, identity->key, fileName, fileName);
}

} // namespace oriel::IdentityStore
