#pragma once

#include "proxy/TlsKeyPair.h"
#include "session/Clock.h"

#include <QFileSystemWatcher>
#include <QObject>
#include <QSslConfiguration>

#include <memory>

namespace oriel {

/**
 * The certificate that the session shows: the host's own files, read again when they change, or
 * Oriel's, made anew when the machine's names change. Lives in the net thread.
 */
class TlsIdentity : public QObject {
    Q_OBJECT

public:
    struct Source {
        QString certificateFile; ///< empty: Oriel's own, kept in `directory`
        QString keyFile;
        QString directory;
    };
    /** Certificate and key are replaced one after the other: this much after the last change. */
    static constexpr std::chrono::milliseconds settleTime{500};

    /** `clock` outlives it. */
    TlsIdentity(Source source, const Clock &clock, QObject *parent = nullptr);
    ~TlsIdentity() override;

    /** First, and again when `names` change. Empty, or the error; what was loaded stays then. */
    QString load(const QStringList &names);

    /** TLS 1.2 and 1.3, forward secret and authenticated ciphers only. */
    QSslConfiguration configuration() const;
    /** SHA-256 of the DER certificate, capitals with colons. */
    QString fingerprint() const;

signals:
    /** The files changed and hold another certificate. */
    void changed();

private:
    bool ownFiles() const { return !m_source.certificateFile.isEmpty(); }
    void watchFiles();
    void reload();

    Source m_source;
    const Clock &m_clock;
    TlsKeyPair m_pair;
    QFileSystemWatcher m_watcher;
    std::unique_ptr<ClockTimer> m_settleTimer;
};

} // namespace oriel
