#pragma once

#include <QDateTime>
#include <QList>
#include <QSslCertificate>
#include <QSslKey>
#include <QString>

namespace oriel {

/** A certificate with its chain, and its key. */
struct TlsKeyPair {
    QList<QSslCertificate> chain; ///< our own first
    QSslKey key;

    bool isNull() const { return chain.isEmpty() || key.isNull(); }
    bool hasExpired(const QDateTime &now) const
    {
        return !chain.isEmpty() && chain.first().expiryDate() <= now;
    }

    struct Result;
    /**
     * Reads PEM. `certificateName` and `keyName` are what an error calls them. Refused: no
     * certificate, an encrypted or missing key, a kind other than RSA and EC, a key that belongs to
     * another certificate. Dates are the caller's to look at.
     */
    static Result fromPem(const QByteArray &certificate, const QByteArray &key,
                          const QString &certificateName, const QString &keyName);
    static Result fromFiles(const QString &certificateFile, const QString &keyFile);
};

struct TlsKeyPair::Result {
    TlsKeyPair pair;
    QString error; ///< one clear line; empty if all is well
};

} // namespace oriel
