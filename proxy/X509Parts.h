#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QString>
#include <QStringList>

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <memory>

namespace oriel {

/** A key and its certificate, both PEM, the key first. */
struct PemIdentity {
    QByteArray key;
    QByteArray certificate;
};

/** What certificates are made of, by OpenSSL. Any thread. */
namespace X509Parts {

template <auto function>
struct Freer {
    template <typename T>
    void operator()(T *object) const
    {
        function(object);
    }
};

using Certificate = std::unique_ptr<X509, Freer<X509_free>>;
using Key = std::unique_ptr<EVP_PKEY, Freer<EVP_PKEY_free>>;
using Bio = std::unique_ptr<BIO, Freer<BIO_free_all>>;

/** Null if it is none. A passphrase is never asked for. */
Certificate readCertificate(const QByteArray &pem);
Key readKey(const QByteArray &pem);

/**
 * An X.509v3 certificate for `key` with a random serial number, valid from `start` to `end`, with
 * `title` as the subject's common name (of which 64 bytes are taken); not signed. Null if OpenSSL
 * fails.
 */
Certificate begin(const Key &key, const QString &title, const QDateTime &start,
                  const QDateTime &end);

/** `value` in OpenSSL's notation (x509v3_config(5)); `issuer` may be `certificate` itself. */
bool addExtension(X509 *certificate, X509 *issuer, int id, const QByteArray &value);

/** What a TLS server's certificate has, but for the signature: `names` and what it is for. */
bool addServerExtensions(X509 *certificate, X509 *issuer, const QStringList &names);

/** Empty if OpenSSL fails. */
PemIdentity toPem(const Key &key, const Certificate &certificate);

/** Whether `name` may stand in a certificate as a DNS name. */
bool isDnsName(const QString &name);

} // namespace X509Parts
} // namespace oriel
