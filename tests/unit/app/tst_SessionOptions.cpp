#include "app/SessionOptions.h"

#include <QTest>

using namespace oriel;

class TestSessionOptions : public QObject {
    Q_OBJECT

private slots:
    void survivesTheSocket();
    void leavesTheRestAlone();
    void takesNothingOutOfRange_data();
    void takesNothingOutOfRange();
};

void TestSessionOptions::survivesTheSocket()
{
    const SessionOptions options{.listenAddress = QStringLiteral("::1"),
                                 .port = quint16(0),
                                 .display = QStringLiteral(":4"),
                                 .viewOnly = true,
                                 .clipboard = false,
                                 .consent = true,
                                 .fileFolder = QStringLiteral("/f"),
                                 .fileMebibytes = 0,
                                 .takeFiles = true,
                                 .maxViewers = 4,
                                 .timeoutMinutes = 0.25,
                                 .expireMinutes = 0,
                                 .password = QByteArray("gr\xc3\xbc\xc3\x9f dich"),
                                 .certificateFile = QStringLiteral("/c"),
                                 .keyFile = QStringLiteral("/k"),
                                 .publicUrl = QStringLiteral("https://x/"),
                                 .behindProxy = true};
    QCOMPARE(options.toJson().size(), 17);
    const auto back = SessionOptions::fromJson(options.toJson());
    QVERIFY(back);
    QCOMPARE(back->toJson(), options.toJson());
    const SessionPolicy policy = back->appliedTo({});
    QCOMPARE(policy.reusablePassword, QByteArray("gr\xc3\xbc\xc3\x9f dich"));
    QCOMPARE(policy.timeout, std::chrono::seconds(15));
    QCOMPARE(policy.port, quint16(0));
    QCOMPARE(policy.fileFolder, QStringLiteral("/f"));
    QCOMPARE(policy.fileLimit, 0);
    QVERIFY(policy.takeFiles);
}

void TestSessionOptions::leavesTheRestAlone()
{
    QVERIFY(SessionOptions().isEmpty());
    SessionPolicy settings;
    settings.viewOnly = true;
    settings.port = 7000;
    SessionOptions options;
    options.consent = false;
    const SessionPolicy policy = options.appliedTo(settings);
    QVERIFY(policy.viewOnly && policy.nextFreePort && !policy.consent);
    QCOMPARE(policy.port, quint16(7000));
}

void TestSessionOptions::takesNothingOutOfRange_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QJsonValue>("value");
    QTest::newRow("no viewer") << QStringLiteral("maxViewers") << QJsonValue(0);
    QTest::newRow("half a viewer") << QStringLiteral("maxViewers") << QJsonValue(1.5);
    QTest::newRow("too many") << QStringLiteral("maxViewers")
                              << QJsonValue(SessionOptions::mostViewers + 1);
    QTest::newRow("port") << QStringLiteral("port") << QJsonValue(65536);
    QTest::newRow("negative time") << QStringLiteral("timeoutMinutes") << QJsonValue(-1);
    QTest::newRow("endless time") << QStringLiteral("expireMinutes") << QJsonValue(1e300);
    QTest::newRow("negative size") << QStringLiteral("fileMebibytes") << QJsonValue(-1);
    QTest::newRow("endless size") << QStringLiteral("fileMebibytes")
                                  << QJsonValue(SessionOptions::mostFileMebibytes + 1);
    QTest::newRow("not a truth") << QStringLiteral("viewOnly") << QJsonValue(1);
    QTest::newRow("not a text") << QStringLiteral("password") << QJsonValue(12345678);
}

void TestSessionOptions::takesNothingOutOfRange()
{
    QFETCH(QString, name);
    QFETCH(QJsonValue, value);
    QVERIFY(!SessionOptions::fromJson({{name, value}}));
}

QTEST_APPLESS_MAIN(TestSessionOptions)
#include "tst_SessionOptions.moc"
