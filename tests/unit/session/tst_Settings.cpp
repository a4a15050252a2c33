#include "session/Settings.h"

#include <QFileInfo>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#ifdef Q_OS_UNIX
#include <csignal>
#include <sys/resource.h>
#endif

using namespace oriel;

class TestSettings : public QObject {
    Q_OBJECT

private slots:
    void remembers();
    void readsNonsenseAsDefault();
    void takesTextOnly();
    void keepsItsFilePrivate();
#ifdef Q_OS_UNIX
    void aFullDiskLosesNothing();
#endif
};

void TestSettings::remembers()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("oriel/oriel.conf"));
    {
        Settings settings(file);
        QSignalSpy changed(&settings, &Settings::changed);
        settings.setTimeoutMinutes(0.5);
        settings.setViewOnly(true);
        settings.setPort(7000);
        settings.setConsent(false);
        settings.setMaxViewers(3);
        settings.setPreferredAddress(QStringLiteral("192.0.2.1"));
        settings.setFileFolder(QStringLiteral("/srv/files"));
        settings.setFileMebibytes(0);
        QCOMPARE(changed.count(), 8);
        settings.setPort(7000);
        QCOMPARE(changed.count(), 8);
    }
    const Settings settings(file);
    const SessionPolicy policy = settings.policy();
    QCOMPARE(policy.timeout, std::chrono::seconds(30));
    QVERIFY(policy.viewOnly && !policy.consent && !policy.clipboardAllowed());
    QCOMPARE(policy.port, quint16(7000));
    QCOMPARE(policy.maxViewers, 3);
    QCOMPARE(policy.fileFolder, QStringLiteral("/srv/files"));
    QCOMPARE(policy.fileLimit, 0);
    QCOMPARE(settings.preferredAddress(), QStringLiteral("192.0.2.1"));
}

void TestSettings::readsNonsenseAsDefault()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("oriel.conf"));
    QFile raw(file);
    QVERIFY(raw.open(QFile::WriteOnly));
    raw.write("[General]\ntimeout=nan\nport=99999\nmaxViewers=-4\nviewOnly=\nconsent=\nfileLimit=\n"
              "fileFolder=../files\n\0\xff garbage[");
    raw.close();
    const Settings settings(file);
    QCOMPARE(settings.timeoutMinutes(), 15.0);
    QCOMPARE(settings.port(), quint16(6080));
    QCOMPARE(settings.maxViewers(), 1);
    QVERIFY(settings.consent());
    QCOMPARE(settings.fileMebibytes(), 2048);
    QVERIFY(settings.fileFolder().isEmpty());
}

/** A serialised object may claim to need more memory than there is. */
void TestSettings::takesTextOnly()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("oriel.conf"));
    QFile raw(file);
    QVERIFY(raw.open(QFile::WriteOnly));
    raw.write(R"([General]
timeout=@Variant(\0\0\0\t\x65\x64\x69\x74)
port=7000
preferredAddress=@Variant(\0\0\0\n\0\0\0\x2\0x)
[Other]
port=7001
)");
    raw.close();
    const Settings settings(file);
    QCOMPARE(settings.timeoutMinutes(), 15.0);
    QCOMPARE(settings.port(), quint16(7000));
    QVERIFY(settings.preferredAddress().startsWith(QLatin1Char('@')));
}

void TestSettings::keepsItsFilePrivate()
{
    const QTemporaryDir folder;
    Settings settings(folder.filePath(QStringLiteral("deep/oriel.conf")));
    settings.setPort(7000);
    const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    QVERIFY(
        !(QFileInfo(folder.filePath(QStringLiteral("deep/oriel.conf"))).permissions() & others));
    QVERIFY(!(QFileInfo(folder.filePath(QStringLiteral("deep"))).permissions() & others));
}

#ifdef Q_OS_UNIX
/** A process that may write no byte to any file meets what a full disk is. */
void TestSettings::aFullDiskLosesNothing()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("oriel.conf"));
    Settings settings(file);
    settings.setPort(7000);
    rlimit before{};
    QCOMPARE(getrlimit(RLIMIT_FSIZE, &before), 0);
    const auto handler = std::signal(SIGXFSZ, SIG_IGN);
    const rlimit none{0, before.rlim_max};
    QCOMPARE(setrlimit(RLIMIT_FSIZE, &none), 0);
    QTest::ignoreMessage(QtWarningMsg,
                         QRegularExpression(QStringLiteral("cannot keep the settings")));
    settings.setPort(7001);
    settings.setViewOnly(true);
    QCOMPARE(setrlimit(RLIMIT_FSIZE, &before), 0);
    std::signal(SIGXFSZ, handler);
    QCOMPARE(settings.port(), quint16(7001));
    QFile raw(file);
    QVERIFY(raw.open(QFile::ReadOnly));
    QCOMPARE(raw.readAll(), QByteArray("[General]\nport=7000\n"));
    settings.setViewOnly(false); // there is room again
    QFile again(file);
    QVERIFY(again.open(QFile::ReadOnly));
    QCOMPARE(again.readAll(), QByteArray("[General]\nport=7001\nviewOnly=false\n"));
}
#endif

QTEST_GUILESS_MAIN(TestSettings)
#include "tst_Settings.moc"
