#include "proxy/TlsIdentity.h"

#include "proxy/IdentityStore.h"
#include "proxy/Log.h"

#include <QFileInfo>
#include <QSslCipher>

namespace oriel {

namespace {

QList<QSslCipher> strongCiphers()
{
    QList<QSslCipher> result;
    for (const QSslCipher &cipher : QSslConfiguration::supportedCiphers()) {
        const QString name = cipher.name();
        const bool authenticated =
            name.contains(QLatin1String("GCM")) || name.contains(QLatin1String("CHACHA20"));
        if (authenticated
            && (name.startsWith(QLatin1String("TLS_")) || name.startsWith(QLatin1String("ECDHE-"))))
            result.append(cipher);
    }
    return result;
}

} // namespace

TlsIdentity::TlsIdentity(Source source, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_source(std::move(source))
    , m_clock(clock)
    , m_settleTimer(clock.makeTimer([this] { reload(); }))
{
    if (!ownFiles())
        return;
    const auto settle = [this] { m_settleTimer->start(settleTime); };
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, this, settle);
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, settle);
}

TlsIdentity::~TlsIdentity() = default;

QString TlsIdentity::load(const QStringList &names)
{
    const auto result = ownFiles()
        ? TlsKeyPair::fromFiles(m_source.certificateFile, m_source.keyFile, m_clock.utcNow())
        : IdentityStore::obtain(m_source.directory, names, m_clock.utcNow());
    if (!result.error.isEmpty())
        return result.error;
    m_pair = result.pair;
    if (ownFiles())
        watchFiles();
    return {};
}

/**
 * Folders too: a file is often replaced by another of its name, or is a symbolic link that is
 * turned to a new one. A watched file that was replaced is watched no more, so all are set again.
 */
void TlsIdentity::watchFiles()
{
    for (const QString &file : {m_source.certificateFile, m_source.keyFile}) {
        const QFileInfo info(file);
        for (const QString &path : {file, info.absolutePath()}) {
            if (!m_watcher.files().contains(path) && !m_watcher.directories().contains(path))
                m_watcher.addPath(path);
        }
    }
}

void TlsIdentity::reload()
{
    watchFiles();
    const auto result =
        TlsKeyPair::fromFiles(m_source.certificateFile, m_source.keyFile, m_clock.utcNow());
    if (!result.error.isEmpty()) {
        qCWarning(lcProxy).noquote() << "keeping the certificate in use:" << result.error;
        return;
    }
    if (result.pair.chain == m_pair.chain && result.pair.key == m_pair.key)
        return;
    m_pair = result.pair;
    qCInfo(lcProxy).noquote() << "certificate read again, SHA-256" << fingerprint();
    emit changed();
}

QSslConfiguration TlsIdentity::configuration() const
{
    QSslConfiguration configuration;
    configuration.setProtocol(QSsl::TlsV1_2OrLater);
    configuration.setCiphers(strongCiphers());
    // The others that OpenSSL offers are old, or let a stranger's handshake cost us a hundred times
    // what it costs him (finite-field groups).
    configuration.setBackendConfigurationOption("Groups", QByteArray("X25519:P-256:P-384"));
    configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
    // A ticket could not be used: each connection has a context of its own.
    configuration.setSslOption(QSsl::SslOptionDisableSessionTickets, true);
    configuration.setLocalCertificateChain(m_pair.chain);
    configuration.setPrivateKey(m_pair.key);
    return configuration;
}

QString TlsIdentity::fingerprint() const
{
    if (m_pair.isNull())
        return {};
    return QString::fromLatin1(m_pair.chain.first().digest(QCryptographicHash::Sha256).toHex(':'))
        .toUpper();
}

} // namespace oriel
