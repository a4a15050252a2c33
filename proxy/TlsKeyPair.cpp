#include "proxy/TlsKeyPair.h"

#include <QCoreApplication>
#include <QFile>

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <memory>

namespace oriel {

namespace {

constexpr qint64 maxPemSize = 1024 * 1024;

/** The texts' context, in a form that lupdate sees. */
class Texts {
    Q_DECLARE_TR_FUNCTIONS(oriel::TlsKeyPair)
};

struct KeyFreer {
    void operator()(EVP_PKEY *key) const { EVP_PKEY_free(key); }
};
struct CertificateFreer {
    void operator()(X509 *certificate) const { X509_free(certificate); }
};
struct BioFreer {
    void operator()(BIO *bio) const { BIO_free_all(bio); }
};
using Key = std::unique_ptr<EVP_PKEY, KeyFreer>;
using Certificate = std::unique_ptr<X509, CertificateFreer>;

using Bio = std::unique_ptr<BIO, BioFreer>;

Bio bioOf(const QByteArray &bytes)
{
    return Bio(BIO_new_mem_buf(bytes.constData(), static_cast<int>(bytes.size())));
}

/** There is nobody to ask for a passphrase, least of all on the terminal. */
int noPassphrase(char *, int, int, void *) { return -1; }

Key readKey(const QByteArray &pem)
{
    return Key(PEM_read_bio_PrivateKey(bioOf(pem).get(), nullptr, noPassphrase, nullptr));
}

bool belongTogether(const QByteArray &certificatePem, EVP_PKEY *key)
{
    const Certificate certificate(
        PEM_read_bio_X509(bioOf(certificatePem).get(), nullptr, noPassphrase, nullptr));
    return certificate && X509_check_private_key(certificate.get(), key) == 1;
}

TlsKeyPair::Result failure(const QString &error)
{
    ERR_clear_error();
    return {{}, error};
}

} // namespace

TlsKeyPair::Result TlsKeyPair::fromPem(const QByteArray &certificate, const QByteArray &key,
                                       const QString &certificateName, const QString &keyName)
{
    const QList<QSslCertificate> chain = QSslCertificate::fromData(certificate, QSsl::Pem);
    if (chain.isEmpty() || chain.first().isNull())
        return failure(Texts::tr("%1 holds no certificate in PEM form.").arg(certificateName));
    const Key parsed = readKey(key);
    if (!parsed) {
        return failure(
            key.contains("ENCRYPTED")
                ? Texts::tr("The key in %1 has a passphrase; give one without.").arg(keyName)
                : Texts::tr("%1 holds no private key in PEM form.").arg(keyName));
    }
    const int kind = EVP_PKEY_get_base_id(parsed.get());
    if (kind != EVP_PKEY_RSA && kind != EVP_PKEY_EC)
        return failure(Texts::tr("The key in %1 is of another kind than RSA or EC.").arg(keyName));
    if (!belongTogether(certificate, parsed.get()))
        return failure(Texts::tr("The key in %1 does not belong to the certificate in %2.")
                           .arg(keyName, certificateName));
    const QSslKey sslKey(key, kind == EVP_PKEY_RSA ? QSsl::Rsa : QSsl::Ec);
    if (sslKey.isNull())
        return failure(Texts::tr("The key in %1 cannot be used.").arg(keyName));
    return {{chain, sslKey}, {}};
}

TlsKeyPair::Result TlsKeyPair::fromFiles(const QString &certificateFile, const QString &keyFile)
{
    QFile certificate(certificateFile);
    QFile key(keyFile);
    for (QFile *file : {&certificate, &key}) {
        if (!file->open(QIODevice::ReadOnly))
            return failure(
                Texts::tr("Cannot read %1: %2").arg(file->fileName(), file->errorString()));
    }
    return fromPem(certificate.read(maxPemSize), key.read(maxPemSize), certificateFile, keyFile);
}

} // namespace oriel
