#include "app/CommandLine.h"

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
         {"share",   "stop",       "status",        "allow",   "refuse",       "kick",
          "renew",   "headless",   "listen",        "display", "view-only",    "max-viewers",
          "timeout", "expire",     "password-file", "consent", "no-clipboard", "cert",
          "key",     "public-url", "behind-proxy",  "json",    "help",         "version"})
        QVERIFY2(help.contains(QStringLiteral("--") + QLatin1String(option)), option);
}

QTEST_GUILESS_MAIN(TestCommandLine)
#include "tst_CommandLine.moc"
