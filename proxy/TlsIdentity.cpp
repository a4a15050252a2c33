#include "proxy/TlsIdentity.h"

#include "proxy/IdentityStore.h"
#include "proxy/Log.h"

#include <QSslCipher>

#include <algorithm>

namespace oriel {

namespace {

/** The wall clock may be set meanwhile, and no timer takes years. */
constexpr std::chrono::milliseconds longestWait = std::chrono::hours(24);

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
    , m_watch(QStringList{m_source.certificateFile, m_source.keyFile})
    , m_settleTimer(clock.makeTimer([this] { reload(); }))
    , m_patienceTimer(clock.makeTimer([this] { complain(); }))
    , m_endTimer(clock.makeDeadline([this] { checkEnd(); }))
{
    connect(&m_watch, &FileWatch::changed, this, &TlsIdentity::filesChanged);
}

TlsIdentity::~TlsIdentity() = default;

QString TlsIdentity::load(const QStringList &names)
{
    m_names = names;
    if (ownFiles())
        m_watch.start(); // before they are read, so that no change is lost
    const auto result = ownFiles()
        ? TlsKeyPair::fromFiles(m_source.certificateFile, m_source.keyFile)
        : IdentityStore::obtain(m_source.directory, names, m_clock.utcNow());
    if (!result.error.isEmpty())
        return result.error;
    take(result.pair);
    return {};
}

/** `pair` is the one in use from here on. */
void TlsIdentity::take(const TlsKeyPair &pair)
{
    m_settleTimer->stop();
    m_patienceTimer->stop();
    m_complained = false;
    const bool same = pair.chain == m_pair.chain && pair.key == m_pair.key;
    m_pair = pair;
    if (same && m_pair.hasExpired(m_clock.utcNow()))
        return; // was told
    m_trouble.clear();
    awaitEnd();
}

void TlsIdentity::filesChanged() { m_settleTimer->start(settleTime); }

/** Takes what the files hold, if it can be used; else why not. */
QString TlsIdentity::readFiles()
{
    const auto result = TlsKeyPair::fromFiles(m_source.certificateFile, m_source.keyFile);
    if (!result.error.isEmpty())
        return result.error;
    const QDateTime now = m_clock.utcNow();
    if (result.pair.hasExpired(now) && !m_pair.hasExpired(now))
        return expired();
    const bool same = result.pair.chain == m_pair.chain && result.pair.key == m_pair.key;
    take(result.pair);
    if (!same) {
        qCInfo(lcProxy).noquote() << "certificate read again, SHA-256" << fingerprint();
        emit changed();
    }
    return {};
}

void TlsIdentity::reload()
{
    const QString problem = readFiles();
    if (!problem.isEmpty() && !m_complained && !m_patienceTimer->isActive())
        m_patienceTimer->start(patience);
}

void TlsIdentity::complain()
{
    const QString problem = readFiles();
    if (problem.isEmpty())
        return;
    m_complained = true;
    tell(tr("Keeping the certificate in use: %1").arg(problem));
}

/** One of the host's is told of when it ends; Oriel's own is renewed some days earlier. */
void TlsIdentity::awaitEnd()
{
    const QDateTime end =
        m_pair.chain.first().expiryDate().addDays(ownFiles() ? 0 : -IdentityStore::renewDays);
    const qint64 left = m_clock.utcNow().msecsTo(end);
    if (left > 0)
        m_endTimer->start(std::min(std::chrono::milliseconds(left), longestWait));
    else if (ownFiles())
        tell(expired());
    else
        m_endTimer->start(longestWait);
}

void TlsIdentity::checkEnd()
{
    if (ownFiles()) {
        awaitEnd();
        return;
    }
    const QString before = fingerprint();
    const QString error = load(m_names);
    if (!error.isEmpty()) {
        qCWarning(lcProxy).noquote() << "keeping the certificate in use:" << error;
        m_endTimer->start(longestWait);
    } else if (fingerprint() != before) {
        emit changed();
    }
}

QString TlsIdentity::expired() const
{
    return tr("The certificate in %1 has expired; renew it.").arg(m_source.certificateFile);
}

void TlsIdentity::tell(const QString &trouble)
{
    m_trouble = trouble;
    qCWarning(lcProxy).noquote() << trouble;
    emit troubled(trouble);
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
