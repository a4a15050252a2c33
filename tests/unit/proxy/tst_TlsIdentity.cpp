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
    PemIdentity write()
    {
        const auto identity = SelfSignedCertificate::make(m_names, m_clock.utcNow());
        put(path("cert.pem"), identity->certificate);
        put(path("key.pem"), identity->key);
        return *identity;
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

    void expired()
    {
        const auto old = SelfSignedCertificate::make(m_names, m_clock.utcNow().addDays(-1000));
        put(path("cert.pem"), old->certificate);
        put(path("key.pem"), old->key);
        TlsIdentity identity(ownFiles(), m_clock);
        QVERIFY(identity.load(m_names).contains(QLatin1String("expired")));
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
