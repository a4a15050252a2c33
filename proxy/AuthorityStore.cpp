#include "proxy/AuthorityStore.h"

#include "proxy/Log.h"
#include "proxy/PrivateFile.h"

#include <QCoreApplication>
#include <QSslCertificate>

namespace oriel::AuthorityStore {

QString keyFile(const QString &directory) { return directory + QLatin1String("/ca.pem"); }
QString certificateFile(const QString &directory) { return directory + QLatin1String("/ca.crt"); }

std::optional<PemIdentity> load(const QString &directory, const QDateTime &now)
{
    const auto pem = PrivateFile::read(keyFile(directory));
    if (!pem)
        return std::nullopt;
    const QSslCertificate certificate(*pem, QSsl::Pem);
    if (certificate.isNull() || !X509Parts::readKey(*pem)) {
        qCWarning(lcProxy).noquote() << keyFile(directory) << "holds no certificate authority";
        return std::nullopt;
    }
    // What it issues must not outlive it.
    if (certificate.expiryDate() < now.addDays(CertificateAuthority::leafDays)) {
        qCWarning(lcProxy).noquote() << "the certificate authority in" << keyFile(directory)
                                     << "ends within a year: remove it, run oriel --make-ca, and "
                                        "install the new one";
        return std::nullopt;
    }
    return PemIdentity{*pem, *pem};
}

QString create(const QString &directory, const QString &host, const QDateTime &now)
{
    const auto authority = CertificateAuthority::make(host, now);
    if (!authority)
        return QCoreApplication::translate("oriel::AuthorityStore",
                                           "Cannot make a certificate authority.");
    const QString problem =
        PrivateFile::write(keyFile(directory), authority->key + authority->certificate);
    return problem.isEmpty()
        ? PrivateFile::write(certificateFile(directory), authority->certificate)
        : problem;
}

QString fingerprint(const PemIdentity &authority)
{
    const QSslCertificate certificate(authority.certificate, QSsl::Pem);
    return QString::fromLatin1(certificate.digest(QCryptographicHash::Sha256).toHex(':')).toUpper();
}

} // namespace oriel::AuthorityStore
