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

    struct Result;
    /**
     * Reads PEM. `certificateName` and `keyName` are what an error calls them. Refused: no
     * certificate, an encrypted or missing key, a kind other than RSA and EC, a key that belongs to
     * another certificate, one that has expired by `now`.
     */
    static Result fromPem(const QByteArray &certificate, const QByteArray &key,
                          const QString &certificateName, const QString &keyName,
                          const QDateTime &now);
    static Result fromFiles(const QString &certificateFile, const QString &keyFile,
                            const QDateTime &now);
};

struct TlsKeyPair::Result {
    TlsKeyPair pair;
    QString error; ///< one clear line; empty if all is well
};

} // namespace oriel
