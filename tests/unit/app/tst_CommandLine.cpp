#include "app/CommandLine.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace oriel;
using Action = Invocation::Action;

class TestCommandLine : public QObject {
    Q_OBJECT

private slots:
    void choosesTheAction_data();
    void choosesTheAction();
    void readsASession();
    void readsWhatMayPassAsFiles();
    void findsTheFileToSend();
    void readsListen_data();
    void readsListen();
    void refusesNonsense_data();
    void refusesNonsense();
    void helpNamesEveryOption();
};

namespace {

std::variant<Invocation, UsageError> parse(const QString &line)
{
    return CommandLine::parse(line.split(QLatin1Char(' '), Qt::SkipEmptyParts));
}

} // namespace

void TestCommandLine::choosesTheAction_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<Action>("action");
    QTest::addColumn<int>("viewer");
    QTest::newRow("nothing") << QString() << Action::Tray << 0;
    QTest::newRow("share") << QStringLiteral("--share --view-only") << Action::Share << 0;
    QTest::newRow("headless") << QStringLiteral("--headless --json") << Action::Headless << 0;
    QTest::newRow("stop") << QStringLiteral("--stop --pid 7") << Action::Stop << 0;
    QTest::newRow("status") << QStringLiteral("--status") << Action::Status << 0;
    QTest::newRow("allow") << QStringLiteral("--allow 3") << Action::Allow << 3;
    QTest::newRow("refuse") << QStringLiteral("--refuse=4") << Action::Refuse << 4;
    QTest::newRow("kick") << QStringLiteral("--kick 5") << Action::Kick << 5;
    QTest::newRow("renew") << QStringLiteral("--renew") << Action::Renew << 0;
    QTest::newRow("take") << QStringLiteral("--take 6") << Action::Take << 0;
    QTest::newRow("refuse file") << QStringLiteral("--refuse-file 6 --pid 7") << Action::RefuseFile
                                 << 0;
    QTest::newRow("cancel file") << QStringLiteral("--cancel-file 6") << Action::CancelFile << 0;
    QTest::newRow("help") << QStringLiteral("--help --headless") << Action::Help << 0;
    QTest::newRow("version") << QStringLiteral("--version") << Action::Version << 0;
}

void TestCommandLine::choosesTheAction()
{
    QFETCH(QString, line);
    const auto result = parse(line);
    QVERIFY(std::holds_alternative<Invocation>(result));
    const auto &invocation = std::get<Invocation>(result);
    QTEST(invocation.action, "action");
    QTEST(invocation.viewer, "viewer");
    const bool isOfFile = line.contains(QLatin1String(" 6"));
    QCOMPARE(invocation.file, isOfFile ? 6 : 0);
}

void TestCommandLine::readsASession()
{
    const auto result = parse(QStringLiteral(
        "--headless --listen [::1]:7000 --display :9 --view-only --max-viewers 3 --timeout 0.1 "
        "--expire 0 --consent --no-clipboard --cert c.pem --key k.pem --public-url "
        "https://desk.example.com/d7"));
    QVERIFY(std::holds_alternative<Invocation>(result));
    const SessionPolicy policy = std::get<Invocation>(result).options.appliedTo({});
    QCOMPARE(policy.listenAddress, QStringLiteral("::1"));
    QCOMPARE(policy.port, quint16(7000));
    QVERIFY(!policy.nextFreePort);
    QCOMPARE(policy.display, QStringLiteral(":9"));
    QVERIFY(policy.viewOnly && policy.consent && !policy.clipboard);
    QCOMPARE(policy.maxViewers, 3);
    QCOMPARE(policy.timeout, std::chrono::seconds(6));
    QCOMPARE(policy.expire, std::chrono::seconds(0));
    QVERIFY(policy.certificateFile.endsWith(QLatin1String("/c.pem")));
    QVERIFY(policy.certificateFile.startsWith(QLatin1Char('/')));
    QCOMPARE(policy.publicUrl, QUrl(QStringLiteral("https://desk.example.com/d7")));

    const SessionPolicy plain =
        std::get<Invocation>(parse(QStringLiteral("--headless"))).options.appliedTo({});
    QCOMPARE(plain.port, SessionPolicy::defaultPort);
    QVERIFY(plain.nextFreePort && plain.listenAddress.isEmpty() && !plain.consent);
}

void TestCommandLine::readsWhatMayPassAsFiles()
{
    QTemporaryDir folder;
    const auto policyOf = [](const QString &line) {
        const auto result = parse(QStringLiteral("--headless ") + line);
        return std::get<Invocation>(result).options.appliedTo({});
    };
    const SessionPolicy given =
        policyOf(QStringLiteral("--take-files --file-limit 3 --files ") + folder.path());
    QCOMPARE(given.fileFolder, folder.path());
    QCOMPARE(given.folderForFiles(), folder.path());
    QCOMPARE(given.fileLimit, qint64(3 * 1024 * 1024));
    QVERIFY(given.takeFiles && given.filesAllowed());

    const SessionPolicy plain = policyOf({});
    QCOMPARE(plain.fileLimit, qint64(2) * 1024 * 1024 * 1024);
    QVERIFY(plain.fileFolder.isEmpty() && !plain.folderForFiles().isEmpty());
    QVERIFY(plain.filesAllowed() && !plain.takeFiles);
    QVERIFY(!policyOf(QStringLiteral("--file-limit 0")).filesAllowed());
    QVERIFY(!policyOf(QStringLiteral("--view-only")).filesAllowed());
    QCOMPARE(policyOf(QStringLiteral("--files .")).fileFolder, QDir::currentPath());
}

void TestCommandLine::findsTheFileToSend()
{
    QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("plan.pdf")));
    QVERIFY(file.open(QFile::WriteOnly));
    const QString relative = QDir().relativeFilePath(file.fileName());
    const auto result = parse(QStringLiteral("--send-file ") + relative);
    QVERIFY(std::holds_alternative<Invocation>(result));
    QCOMPARE(std::get<Invocation>(result).action, Action::SendFile);
    QCOMPARE(QDir::cleanPath(std::get<Invocation>(result).path), file.fileName());
}

void TestCommandLine::readsListen_data()
{
    QTest::addColumn<QString>("given");
    QTest::addColumn<QString>("address");
    QTest::addColumn<int>("port");
    QTest::newRow("IPv4") << QStringLiteral("127.0.0.1:6080") << QStringLiteral("127.0.0.1")
                          << 6080;
    QTest::newRow("any port") << QStringLiteral("10.0.0.1:0") << QStringLiteral("10.0.0.1") << 0;
    QTest::newRow("IPv6") << QStringLiteral("[fe80::1]:1") << QStringLiteral("fe80::1") << 1;
    QTest::newRow("all") << QStringLiteral(":65535") << QString() << 65535;
    QTest::newRow("name") << QStringLiteral("localhost:80") << QStringLiteral("127.0.0.1") << 80;
}

void TestCommandLine::readsListen()
{
    QFETCH(QString, given);
    const auto result = parse(QStringLiteral("--headless --listen ") + given);
    QVERIFY(std::holds_alternative<Invocation>(result));
    const auto &options = std::get<Invocation>(result).options;
    QTEST(*options.listenAddress, "address");
    QTEST(int(*options.port), "port");
}

void TestCommandLine::refusesNonsense_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("mentions");
    const auto row = [](const char *line, const char *mentions) {
        QTest::newRow(line) << QString::fromLatin1(line) << QString::fromLatin1(mentions);
    };
    row("--nonsense", "nonsense");
    row("file.txt", "file.txt");
    row("--headless --share", "--share");
    row("--stop --kick 1", "--kick");
    row("--kick", "kick");
    row("--kick zero", "--kick");
    row("--kick 0", "--kick");
    row("--headless --listen 127.0.0.1", "--listen");
    row("--headless --listen 127.0.0.1:99999", "--listen");
    row("--headless --listen example.com:80", "--listen");
    row("--headless --listen ::1:80", "--listen");
    row("--headless --timeout -1", "--timeout");
    row("--headless --timeout nan", "--timeout");
    row("--headless --expire soon", "--expire");
    row("--headless --max-viewers 0", "--max-viewers");
    row("--headless --cert c.pem", "--key");
    row("--headless --public-url ftp://x/", "--public-url");
    row("--headless --public-url https://", "--public-url");
    row("--headless --behind-proxy", "--public-url");
    row("--headless --behind-proxy --public-url https://x/ --listen 0.0.0.0:0", "loopback");
    row("--headless --password-file /nonexistent", "/nonexistent");
    row("--view-only", "--headless");
    row("--json", "--headless");
    row("--headless --pid 3", "--pid");
    row("--pid 3", "--pid");
    row("--headless --files /nonexistent", "/nonexistent");
    row("--headless --files /dev/null", "--files");
    row("--headless --files=", "--files");
    row("--headless --file-limit 1048577", "--file-limit");
    row("--headless --file-limit -1", "--file-limit");
    row("--headless --file-limit lots", "--file-limit");
    row("--take-files", "--headless");
    row("--take 0", "--take");
    row("--take x", "--take");
    row("--refuse-file", "refuse-file");
    row("--cancel-file 1.5", "--cancel-file");
    row("--take 1 --refuse-file 1", "--refuse-file");
    row("--send-file /nonexistent", "/nonexistent");
    row("--send-file /dev", "/dev");
    row("--send-file /dev/null", "/dev/null");
}

void TestCommandLine::refusesNonsense()
{
    QFETCH(QString, line);
    QFETCH(QString, mentions);
    const auto result = parse(line);
    QVERIFY(std::holds_alternative<UsageError>(result));
    const QString message = std::get<UsageError>(result).message;
    QVERIFY2(message.contains(mentions), qPrintable(message));
    QVERIFY2(!message.contains(QLatin1Char('\n')), "one line");
}

void TestCommandLine::helpNamesEveryOption()
{
    const QString help = CommandLine::help();
    for (const char *option :
         {"share",   "stop",         "status",       "allow",         "refuse",     "kick",
          "renew",   "take",         "refuse-file",  "cancel-file",   "send-file",  "headless",
          "listen",  "display",      "view-only",    "max-viewers",   "timeout",    "expire",
          "consent", "no-clipboard", "files",        "file-limit",    "take-files", "cert",
          "key",     "public-url",   "behind-proxy", "password-file", "json",       "help",
          "version", "make-ca"})
        QVERIFY2(help.contains(QStringLiteral("--") + QLatin1String(option)), option);
}

QTEST_GUILESS_MAIN(TestCommandLine)
#include "tst_CommandLine.moc"
