#include "session/ShareLink.h"

#include <QTest>

using namespace oriel;

class TestShareLink : public QObject {
    Q_OBJECT

private slots:
    void composesHostAndPort();
    void completesPublicUrls_data();
    void completesPublicUrls();
    void addsThePassword();
};

void TestShareLink::composesHostAndPort()
{
    QCOMPARE(ShareLink::base(QStringLiteral("192.168.1.7"), 6080),
             QStringLiteral("https://192.168.1.7:6080/"));
    QCOMPARE(ShareLink::base(QStringLiteral("2001:db8::7"), 443),
             QStringLiteral("https://[2001:db8::7]:443/"));
    QCOMPARE(ShareLink::base(QStringLiteral("127.0.0.1"), 80, false),
             QStringLiteral("http://127.0.0.1:80/"));
}

void TestShareLink::completesPublicUrls_data()
{
    QTest::addColumn<QString>("given");
    QTest::addColumn<QString>("base");
    QTest::newRow("host") << QStringLiteral("https://a.example")
                          << QStringLiteral("https://a.example/");
    QTest::newRow("prefix") << QStringLiteral("https://a.example/d7")
                            << QStringLiteral("https://a.example/d7/");
    QTest::newRow("whole page") << QStringLiteral("https://a.example/v/vnc.html?path=/websockify")
                                << QStringLiteral("https://a.example/v/vnc.html?path=/websockify");
    QTest::newRow("page") << QStringLiteral("https://a.example/v/vnc.html")
                          << QStringLiteral("https://a.example/v/vnc.html");
    QTest::newRow("fragment") << QStringLiteral("https://a.example/d/#x")
                              << QStringLiteral("https://a.example/d/");
}

void TestShareLink::completesPublicUrls()
{
    QFETCH(QString, given);
    QTEST(ShareLink::base(QUrl(given)), "base");
}

void TestShareLink::addsThePassword()
{
    const ShareInfo info{.urls = {QStringLiteral("https://a/"), QStringLiteral("https://b/")}};
    QCOMPARE(ShareLink::links(info, QStringLiteral("K7QM3XWP")),
             QStringList(
                 {QStringLiteral("https://a/#K7QM3XWP"), QStringLiteral("https://b/#K7QM3XWP")}));
    QCOMPARE(ShareLink::links(info, {}), info.urls);
}

QTEST_APPLESS_MAIN(TestShareLink)
#include "tst_ShareLink.moc"
