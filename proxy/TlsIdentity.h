#pragma once

#include "proxy/FileWatch.h"
#include "proxy/TlsKeyPair.h"
#include "session/Clock.h"

#include <QObject>
#include <QSslConfiguration>

#include <memory>

namespace oriel {

/**
 * The certificate that the session shows: the host's own files, read again when they change, or
 * Oriel's, made anew when the machine's names change or it nears its end. Lives in the net thread.
 *
 * Certificate and key are replaced one after the other, and written piece by piece: whatever is
 * found meanwhile, the pair in use stays until both are there, belong together and can be read.
 * What stays unusable is told once; an old certificate is better than none.
 */
class TlsIdentity : public QObject {
    Q_OBJECT

public:
    struct Source {
        QString certificateFile; ///< empty: Oriel's own, kept in `directory`
        QString keyFile;
        QString directory;
    };
    /** Files are read so long after the last change. */
    static constexpr std::chrono::milliseconds settleTime{500};
    /** What can't be used for so long is no longer in the middle of being replaced. */
    static constexpr std::chrono::milliseconds patience{5000};

    /** `clock` outlives it. */
    TlsIdentity(Source source, const Clock &clock, QObject *parent = nullptr);
    ~TlsIdentity() override;

    /** First, and again when `names` change. Empty, or the error; what was loaded stays then. */
    QString load(const QStringList &names);

    /** TLS 1.2 and 1.3, forward secret and authenticated ciphers only. */
    QSslConfiguration configuration() const;
    /** SHA-256 of the DER certificate, capitals with colons. */
    QString fingerprint() const;
    /** What the host was told of and has not put right; empty: nothing. */
    QString trouble() const { return m_trouble; }

signals:
    /** There is another certificate, without load() having been called. */
    void changed();
    /** New files can't be used, or the certificate has expired: one clear line for the host. */
    void troubled(const QString &trouble);

private:
    bool ownFiles() const { return !m_source.certificateFile.isEmpty(); }
    void take(const TlsKeyPair &pair);
    QString readFiles();
    void filesChanged();
    void reload();
    void complain();
    void awaitEnd();
    void checkEnd();
    QString expired() const;
    void tell(const QString &trouble);

    Source m_source;
    const Clock &m_clock;
    QStringList m_names;
    TlsKeyPair m_pair;
    QString m_trouble;
    bool m_complained = false; ///< of the files as they are, or were before they changed again
    FileWatch m_watch;
    std::unique_ptr<ClockTimer> m_settleTimer;
    std::unique_ptr<ClockTimer> m_patienceTimer;
    std::unique_ptr<ClockTimer> m_endTimer;
};

} // namespace oriel
