#include "ui/StartAtLogin.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace oriel;

class StartAtLoginTest : public QObject {
    Q_OBJECT

private slots:
    void writesAndRemoves();
    void honoursTheDesktopsSwitch_data();
    void honoursTheDesktopsSwitch();
    void switchingOnAgainUndoesIt();
    void reportsAFailure();
    void quotesTheProgram_data();
    void quotesTheProgram();

private:
    static QByteArray read(const QString &name);
    static void write(const QString &name, const QByteArray &content);
};

QByteArray StartAtLoginTest::read(const QString &name)
{
    QFile file(name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void StartAtLoginTest::write(const QString &name, const QByteArray &content)
{
    QFile file(name);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(content);
}

void StartAtLoginTest::writesAndRemoves()
{
    QTemporaryDir home;
    const QString folder = home.filePath(QStringLiteral("not yet/autostart"));
    const StartAtLogin start(QStringLiteral("/usr/bin/oriel"), folder);
    QVERIFY(!start.isEnabled());

    QString error;
    QVERIFY(start.setEnabled(true, &error));
    QVERIFY(start.isEnabled());
    QCOMPARE(QDir(folder).entryList(QDir::Files | QDir::Hidden),
             QStringList{QStringLiteral("oriel.desktop")});
    const QList<QByteArray> lines = read(start.fileName()).split('\n');
    QCOMPARE(lines.constFirst(), "[Desktop Entry]");
    QVERIFY(lines.contains("Type=Application"));
    QVERIFY(lines.contains("Exec=\"/usr/bin/oriel\""));

    QVERIFY(start.setEnabled(false, &error));
    QVERIFY(!start.isEnabled());
    QVERIFY(QDir(folder).isEmpty(QDir::Files | QDir::Hidden));
    QVERIFY(start.setEnabled(false, &error));
    QCOMPARE(error, QString());
}

void StartAtLoginTest::honoursTheDesktopsSwitch_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<bool>("enabled");
    QTest::newRow("hidden") << QByteArray("Hidden=true") << false;
    QTest::newRow("hidden, spaced") << QByteArray("Hidden = True") << false;
    QTest::newRow("not hidden") << QByteArray("Hidden=false") << true;
    QTest::newRow("gnome") << QByteArray("X-GNOME-Autostart-enabled=false") << false;
}

void StartAtLoginTest::honoursTheDesktopsSwitch()
{
    QFETCH(QByteArray, line);
    QTemporaryDir folder;
    const StartAtLogin start(QStringLiteral("/usr/bin/oriel"), folder.path());
    write(start.fileName(), "[Desktop Entry]\n" + line + "\n");
    QTEST(start.isEnabled(), "enabled");
}

void StartAtLoginTest::switchingOnAgainUndoesIt()
{
    QTemporaryDir folder;
    const StartAtLogin start(QStringLiteral("/usr/bin/oriel"), folder.path());
    write(start.fileName(), "[Desktop Entry]\nHidden=true\n");
    QString error;
    QVERIFY(start.setEnabled(true, &error));
    QVERIFY(start.isEnabled());
}

void StartAtLoginTest::reportsAFailure()
{
    QTemporaryDir folder;
    // A file where the folder should be: this fails for root too.
    write(folder.filePath(QStringLiteral("autostart")), "");
    const StartAtLogin start(QStringLiteral("/usr/bin/oriel"),
                             folder.filePath(QStringLiteral("autostart")));
    QString error;
    QVERIFY(!start.setEnabled(true, &error));
    QVERIFY2(error.contains(start.fileName()), qPrintable(error));
    QVERIFY(!start.isEnabled());
}

void StartAtLoginTest::quotesTheProgram_data()
{
    QTest::addColumn<QString>("program");
    QTest::addColumn<QString>("quoted");
    QTest::newRow("plain") << QStringLiteral("/usr/bin/oriel")
                           << QStringLiteral("\"/usr/bin/oriel\"");
    QTest::newRow("blank") << QStringLiteral("/opt/my app/oriel")
                           << QStringLiteral("\"/opt/my app/oriel\"");
    QTest::newRow("quote") << QStringLiteral("/a\"b") << QStringLiteral("\"/a\\\\\"b\"");
    QTest::newRow("dollar") << QStringLiteral("/a$b") << QStringLiteral("\"/a\\\\$b\"");
    QTest::newRow("backtick") << QStringLiteral("/a`b") << QStringLiteral("\"/a\\\\`b\"");
    QTest::newRow("backslash") << QStringLiteral("/a\\b") << QStringLiteral("\"/a\\\\\\\\b\"");
    QTest::newRow("percent") << QStringLiteral("/100%") << QStringLiteral("\"/100%%\"");
}

void StartAtLoginTest::quotesTheProgram()
{
    QFETCH(QString, program);
    QTEST(StartAtLogin::quotedForExec(program), "quoted");
}

QTEST_GUILESS_MAIN(StartAtLoginTest)
#include "tst_StartAtLogin.moc"
