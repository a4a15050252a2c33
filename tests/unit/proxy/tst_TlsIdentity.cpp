#include "proxy/FileWatch.h"
#include "proxy/IdentityStore.h"
#include "proxy/SelfSignedCertificate.h"
#include "proxy/TlsIdentity.h"
#include "tests/fakes/ManualClock.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QSslCipher>
#include <QTemporaryDir>
#include <QTest>

#include <cstdio>

using namespace oriel;
using namespace std::chrono_literals;

class tst_TlsIdentity : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_directory;
    ManualClock m_clock;
    const QStringList m_names{QStringLiteral("192.168.1.5"), QStringLiteral("2001:db8::5"),
                              QStringLiteral("localhost"), QStringLiteral("no such name!")};

    QString path(const char *name) const
    {
        return m_directory->filePath(QString::fromLatin1(name));
    }
    static void put(const QString &file, const QByteArray &bytes)
    {
        QFile target(file);
        QVERIFY(target.open(QIODevice::WriteOnly | QIODevice::Truncate));
        target.write(bytes);
    }
    TlsIdentity::Source ownFiles() const { return {path("cert.pem"), path("key.pem"), {}}; }
    PemIdentity make(int days = 0) const
    {
        return *SelfSignedCertificate::make(m_names, m_clock.utcNow().addDays(days));
    }
    /** One made so many days from now. */
    PemIdentity write(int days = 0)
    {
        PemIdentity identity = make(days);
        put(path("cert.pem"), identity.certificate);
        put(path("key.pem"), identity.key);
        return identity;
    }
    /** SHA-256 as fingerprint() has it. */
    static QString printOf(const PemIdentity &identity)
    {
        const QSslCertificate certificate(identity.certificate, QSsl::Pem);
        return QString::fromLatin1(certificate.digest(QCryptographicHash::Sha256).toHex(':'))
            .toUpper();
    }
    /** Replaces `file` in one step. */
    static void renameOver(const QString &file, const QByteArray &bytes)
    {
        put(file + QLatin1String(".new"), bytes);
        QCOMPARE(std::rename(qPrintable(file + QLatin1String(".new")), qPrintable(file)), 0);
    }
    static void turn(const QString &link, const QString &target)
    {
        QFile::remove(link);
        QVERIFY(QFile::link(target, link));
    }
    /** The watcher has seen a change of the files, and time enough passed to read them. */
    void settle(QSignalSpy &seen)
    {
        QTRY_VERIFY(!seen.isEmpty());
        seen.clear();
        m_clock.advance(1s);
    }

private slots:
    void init() { m_directory = std::make_unique<QTemporaryDir>(); }

    void generated()
    {
        TlsIdentity identity({{}, {}, path("id")}, m_clock);
        QCOMPARE(identity.load(m_names), QString());
        const auto configuration = identity.configuration();
        const QSslCertificate certificate = configuration.localCertificate();
        const auto names = certificate.subjectAlternativeNames();
        QCOMPARE(names.values(QSsl::DnsEntry), QStringList{QStringLiteral("localhost")});
        QCOMPARE(names.values(QSsl::IpAddressEntry).size(), 2);
        QCOMPARE(configuration.privateKey().algorithm(), QSsl::Ec);
        QCOMPARE(identity.fingerprint().size(), 95);
        QVERIFY(!configuration.ciphers().isEmpty());
        for (const QSslCipher &cipher : configuration.ciphers())
            QVERIFY2(!cipher.name().contains(QLatin1String("SHA1")), qPrintable(cipher.name()));
        const auto others =
            QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
        QVERIFY(!(QFile::permissions(path("id/identity.pem")) & others));
        QVERIFY(!(QFile::permissions(path("id")) & (others | QFile::ExeGroup | QFile::ExeOther)));
        QCOMPARE(QDir(path("id")).entryList(QDir::Files | QDir::Hidden).size(), 1);
    }

    void reused()
    {
        const auto obtain = [&](const QStringList &names, int days) {
            return IdentityStore::obtain(path("id"), names, m_clock.utcNow().addDays(days))
                .pair.chain.value(0);
        };
        const QSslCertificate first = obtain(m_names, 0);
        QVERIFY(!first.isNull());
        QCOMPARE(obtain(m_names, 0), first);
        QCOMPARE(obtain({QStringLiteral("192.168.1.5")}, 300), first);
        const QSslCertificate second = obtain({QStringLiteral("192.168.1.6")}, 0);
        QVERIFY(second != first);
        QVERIFY(obtain({QStringLiteral("192.168.1.6")}, 395) != second);
    }

    void readableByOthersIsReplaced()
    {
        const auto first = IdentityStore::obtain(path("id"), m_names, m_clock.utcNow());
        const QString file = path("id/identity.pem");
        QVERIFY(QFile::setPermissions(file, QFile::permissions(file) | QFile::ReadOther));
        const auto second = IdentityStore::obtain(path("id"), m_names, m_clock.utcNow());
        QVERIFY(second.pair.chain != first.pair.chain);
    }

    void badFiles()
    {
        TlsIdentity identity(ownFiles(), m_clock);
        QVERIFY(identity.load(m_names).contains(QLatin1String("Cannot read")));
        const PemIdentity good = write();
        QCOMPARE(identity.load(m_names), QString());
        put(path("key.pem"), SelfSignedCertificate::make(m_names, m_clock.utcNow())->key);
        QVERIFY(identity.load(m_names).contains(QLatin1String("does not belong")));
        put(path("key.pem"), "nonsense");
        QVERIFY(identity.load(m_names).contains(QLatin1String("no private key")));
        put(path("key.pem"), good.key);
        put(path("cert.pem"), "nonsense");
        QVERIFY(identity.load(m_names).contains(QLatin1String("no certificate")));
        put(path("cert.pem"),
            SelfSignedCertificate::make(m_names, m_clock.utcNow().addDays(-1000))->certificate);
        put(path("key.pem"), good.key);
        QVERIFY(!identity.load(m_names).isEmpty());
        QVERIFY(!identity.fingerprint().isEmpty()); // the good one is kept
    }

    void expiredOneServesAndIsTold()
    {
        write(-1000);
        TlsIdentity identity(ownFiles(), m_clock);
        QSignalSpy troubled(&identity, &TlsIdentity::troubled);
        QCOMPARE(identity.load(m_names), QString());
        QVERIFY(!identity.fingerprint().isEmpty());
        QVERIFY(identity.trouble().contains(QLatin1String("expired")));
        QCOMPARE(identity.load(m_names), QString()); // the machine's addresses changed
        QCOMPARE(troubled.count(), 1);
        write();
        QTRY_VERIFY((m_clock.advance(1s), identity.trouble().isEmpty()));
    }

    void expiryWhileSharingIsTold()
    {
        write();
        TlsIdentity identity(ownFiles(), m_clock);
        QSignalSpy troubled(&identity, &TlsIdentity::troubled);
        QCOMPARE(identity.load(m_names), QString());
        m_clock.advance(std::chrono::hours(24 * 390));
        QCOMPARE(troubled.count(), 0);
        m_clock.advance(std::chrono::hours(24 * 20));
        QCOMPARE(troubled.count(), 1);
    }

    void expiredNewOneIsNotTaken()
    {
        write();
        TlsIdentity identity(ownFiles(), m_clock);
        QCOMPARE(identity.load(m_names), QString());
        const QString before = identity.fingerprint();
        write(-1000);
        QTRY_VERIFY((m_clock.advance(1s), identity.trouble().contains(QLatin1String("expired"))));
        QCOMPARE(identity.fingerprint(), before);
    }

    void ownIsRenewedWhileSharing()
    {
        TlsIdentity identity({{}, {}, path("id")}, m_clock);
        QCOMPARE(identity.load(m_names), QString());
        const QString before = identity.fingerprint();
        QSignalSpy changed(&identity, &TlsIdentity::changed);
        m_clock.advance(std::chrono::hours(24 * 380));
        QCOMPARE(changed.count(), 0);
        m_clock.advance(std::chrono::hours(24 * 16)); // before it ends
        QCOMPARE(changed.count(), 1);
        QVERIFY(identity.fingerprint() != before);
    }

    void reloadedWhenTheFilesChange()
    {
        write();
        TlsIdentity identity(ownFiles(), m_clock);
        QCOMPARE(identity.load(m_names), QString());
        const QString before = identity.fingerprint();
        QSignalSpy changed(&identity, &TlsIdentity::changed);
        write();
        QTRY_VERIFY((m_clock.advance(1s), changed.count() == 1));
        QVERIFY(identity.fingerprint() != before);
    }

    void reloadedWhenALinkIsTurned()
    {
        const auto makeVersion = [&](const char *name) {
            QVERIFY(QDir(m_directory->path()).mkdir(QString::fromLatin1(name)));
            const auto identity = SelfSignedCertificate::make(m_names, m_clock.utcNow());
            put(path(name) + QLatin1String("/cert"), identity->certificate);
            put(path(name) + QLatin1String("/key"), identity->key);
        };
        const auto turnTo = [&](const char *name) {
            for (const char *file : {"cert", "key"}) {
                const QString link = path(file) + QLatin1String(".pem");
                QFile::remove(link);
                QVERIFY(QFile::link(path(name) + QLatin1Char('/') + QLatin1String(file), link));
            }
        };
        makeVersion("v1");
        makeVersion("v2");
        turnTo("v1");
        TlsIdentity identity(ownFiles(), m_clock);
        QCOMPARE(identity.load(m_names), QString());
        QSignalSpy changed(&identity, &TlsIdentity::changed);
        turnTo("v2");
        QTRY_VERIFY((m_clock.advance(1s), changed.count() == 1));
    }

    // certbot: live/ has links, which are turned one after the other to new files in archive/.
    void reloadedAfterCertbot()
    {
        QVERIFY(QDir(m_directory->path()).mkpath(QStringLiteral("archive/host")));
        QVERIFY(QDir(m_directory->path()).mkpath(QStringLiteral("live/host")));
        const QString archive = path("archive/host/");
        const QString live = path("live/host/");
        const QString relative = QStringLiteral("../../archive/host/");
        const auto archived = [&](const char *number) {
            const PemIdentity identity = make();
            const QString end = QLatin1String(number) + QLatin1String(".pem");
            put(archive + QLatin1String("fullchain") + end, identity.certificate);
            put(archive + QLatin1String("privkey") + end, identity.key);
            return identity;
        };
        archived("1");
        turn(live + QLatin1String("fullchain.pem"), relative + QLatin1String("fullchain1.pem"));
        turn(live + QLatin1String("privkey.pem"), relative + QLatin1String("privkey1.pem"));
        const TlsIdentity::Source source{
            live + QLatin1String("fullchain.pem"), live + QLatin1String("privkey.pem"), {}};
        TlsIdentity identity(source, m_clock);
        QCOMPARE(identity.load(m_names), QString());
        const QString before = identity.fingerprint();
        FileWatch watch({source.certificateFile, source.keyFile});
        QSignalSpy seen(&watch, &FileWatch::changed);
        watch.start();
        const PemIdentity next = archived("2");
        turn(source.keyFile, relative + QLatin1String("privkey2.pem"));
        settle(seen);
        QCOMPARE(identity.fingerprint(), before);
        turn(source.certificateFile, relative + QLatin1String("fullchain2.pem"));
        QTRY_VERIFY((m_clock.advance(1s), identity.fingerprint() == printOf(next)));
        // What the links lead to now is watched as well.
        const PemIdentity last = make();
        put(archive + QLatin1String("privkey2.pem"), last.key);
        put(archive + QLatin1String("fullchain2.pem"), last.certificate);
        QTRY_VERIFY((m_clock.advance(1s), identity.fingerprint() == printOf(last)));
        QVERIFY(identity.trouble().isEmpty());
    }

    void reloadedAfterARename()
    {
        write();
        TlsIdentity identity(ownFiles(), m_clock);
        QCOMPARE(identity.load(m_names), QString());
        for (int i = 0; i < 3; ++i) { // the file that came is watched in turn
            const PemIdentity next = make();
            renameOver(path("cert.pem"), next.certificate);
            renameOver(path("key.pem"), next.key);
            QTRY_VERIFY((m_clock.advance(1s), identity.fingerprint() == printOf(next)));
        }
        const PemIdentity last = write();
        QTRY_VERIFY((m_clock.advance(1s), identity.fingerprint() == printOf(last)));
        QVERIFY(identity.trouble().isEmpty());
    }

    void halfWrittenFileIsWaitedFor()
    {
        write();
        TlsIdentity identity(ownFiles(), m_clock);
        QCOMPARE(identity.load(m_names), QString());
        const QString before = identity.fingerprint();
        FileWatch watch({path("cert.pem"), path("key.pem")});
        QSignalSpy seen(&watch, &FileWatch::changed);
        watch.start();
        const PemIdentity next = make();
        put(path("cert.pem"), next.certificate.left(200));
        settle(seen);
        QCOMPARE(identity.fingerprint(), before);
        put(path("cert.pem"), next.certificate);
        settle(seen);
        QCOMPARE(identity.fingerprint(), before);
        put(path("key.pem"), next.key);
        QTRY_VERIFY((m_clock.advance(1s), identity.fingerprint() == printOf(next)));
        QVERIFY(identity.trouble().isEmpty());
    }

    void filesMayGoAndComeBack()
    {
        QVERIFY(QDir(m_directory->path()).mkpath(QStringLiteral("a/b")));
        const PemIdentity first = make();
        const TlsIdentity::Source source{path("a/b/cert.pem"), path("a/b/key.pem"), {}};
        put(source.certificateFile, first.certificate);
        put(source.keyFile, first.key);
        TlsIdentity identity(source, m_clock);
        QSignalSpy troubled(&identity, &TlsIdentity::troubled);
        QCOMPARE(identity.load(m_names), QString());
        QVERIFY(QDir(path("a")).removeRecursively());
        QTRY_VERIFY((m_clock.advance(1s), troubled.count() == 1));
        QCOMPARE(identity.fingerprint(), printOf(first));
        QVERIFY(QDir(m_directory->path()).mkpath(QStringLiteral("a/b")));
        const PemIdentity next = make();
        put(source.certificateFile, next.certificate);
        put(source.keyFile, next.key);
        QTRY_VERIFY((m_clock.advance(1s), identity.fingerprint() == printOf(next)));
        QCOMPARE(troubled.count(), 1);
        QVERIFY(identity.trouble().isEmpty());
    }

    void foldersMayBeExchanged()
    {
        const auto folder = [&](const char *name) {
            const PemIdentity identity = make();
            QDir(m_directory->path()).mkdir(QLatin1String(name));
            put(path(name) + QLatin1String("/cert.pem"), identity.certificate);
            put(path(name) + QLatin1String("/key.pem"), identity.key);
            return identity;
        };
        folder("now");
        TlsIdentity identity({path("now/cert.pem"), path("now/key.pem"), {}}, m_clock);
        QCOMPARE(identity.load(m_names), QString());
        const PemIdentity next = folder("next");
        QVERIFY(QDir().rename(path("now"), path("before")));
        QVERIFY(QDir().rename(path("next"), path("now")));
        QTRY_VERIFY((m_clock.advance(1s), identity.fingerprint() == printOf(next)));
    }

    void otherFilesOfTheFolderAreNoChange()
    {
        write();
        FileWatch watch({path("cert.pem"), path("key.pem")});
        QSignalSpy seen(&watch, &FileWatch::changed);
        watch.start();
        QFileSystemWatcher folder({m_directory->path()});
        QSignalSpy noticed(&folder, &QFileSystemWatcher::directoryChanged);
        put(path("another"), "file");
        QTRY_VERIFY(!noticed.isEmpty());
        put(path("cert.pem"), "changed");
        QTRY_VERIFY(!seen.isEmpty());
        const auto before = seen.count();
        noticed.clear();
        put(path("third"), "file");
        QTRY_VERIFY(!noticed.isEmpty());
        QCoreApplication::processEvents();
        QCOMPARE(seen.count(), before);
    }

    void lastingTroubleIsToldOnce()
    {
        write();
        TlsIdentity identity(ownFiles(), m_clock);
        QCOMPARE(identity.load(m_names), QString());
        QSignalSpy troubled(&identity, &TlsIdentity::troubled);
        FileWatch watch({path("cert.pem"), path("key.pem")});
        QSignalSpy seen(&watch, &FileWatch::changed);
        watch.start();
        put(path("key.pem"), "nonsense");
        settle(seen);
        QCOMPARE(troubled.count(), 0); // it may still be replaced
        QTRY_VERIFY((m_clock.advance(1s), troubled.count() == 1));
        QVERIFY(identity.trouble().contains(QLatin1String("no private key")));
        put(path("key.pem"), "more of it");
        settle(seen);
        m_clock.advance(60s);
        QCOMPARE(troubled.count(), 1);
        write();
        QTRY_VERIFY((m_clock.advance(1s), identity.trouble().isEmpty()));
        put(path("key.pem"), "nonsense");
        QTRY_VERIFY((m_clock.advance(1s), troubled.count() == 2));
    }

    void brokenNewFileKeepsTheOld()
    {
        write();
        TlsIdentity identity(ownFiles(), m_clock);
        QCOMPARE(identity.load(m_names), QString());
        const QString before = identity.fingerprint();
        QSignalSpy changed(&identity, &TlsIdentity::changed);
        QFileSystemWatcher watcher({m_directory->path(), path("key.pem")});
        QSignalSpy noticed(&watcher, &QFileSystemWatcher::fileChanged);
        put(path("key.pem"), "nonsense");
        QTRY_VERIFY(noticed.count() > 0);
        m_clock.advance(1s);
        QCOMPARE(identity.fingerprint(), before);
        QCOMPARE(changed.count(), 0);
        write();
        QTRY_VERIFY((m_clock.advance(1s), changed.count() == 1));
        QVERIFY(identity.fingerprint() != before);
    }
};

QTEST_GUILESS_MAIN(tst_TlsIdentity)
#include "tst_TlsIdentity.moc"
