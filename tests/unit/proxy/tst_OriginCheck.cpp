#include "proxy/OriginCheck.h"

#include <QTest>

using namespace oriel;

class tst_OriginCheck : public QObject {
    Q_OBJECT

private:
    static HttpRequest request(const QByteArrayList &hosts, const QByteArrayList &origins = {})
    {
        HttpRequest result;
        for (const QByteArray &host : hosts)
            result.fields.append({"host", host});
        for (const QByteArray &origin : origins)
            result.fields.append({"origin", origin});
        return result;
    }
    static OriginCheck own(quint16 port)
    {
        return OriginCheck({.hosts = {QStringLiteral("192.168.1.5"), QStringLiteral("2001:DB8::5")},
                            .port = port,
                            .publicUrl = QUrl(QStringLiteral("https://desk.example/x/")),
                            .behindProxy = false});
    }

private slots:
    void host_data()
    {
        QTest::addColumn<QByteArrayList>("hosts");
        QTest::addColumn<bool>("loopback");
        QTest::addColumn<quint16>("port");
        QTest::addColumn<int>("status");
        const auto row = [](const char *name, const QByteArrayList &hosts, bool loopback, int port,
                            int status) {
            QTest::newRow(name) << hosts << loopback << quint16(port) << status;
        };
        row("own", {"192.168.1.5:6080"}, false, 6080, 0);
        row("own IPv6", {"[2001:db8:0::5]:6080"}, false, 6080, 0);
        row("public", {"desk.example"}, false, 6080, 0);
        row("public with port", {"DESK.example:443"}, false, 6080, 0);
        row("public, other port", {"desk.example:6080"}, false, 6080, 421);
        row("port missing", {"192.168.1.5"}, false, 6080, 421);
        row("default port missing", {"192.168.1.5"}, false, 443, 0);
        row("wrong port", {"192.168.1.5:6081"}, false, 6080, 421);
        row("localhost from here", {"localhost:6080"}, true, 6080, 0);
        row("::1 from here", {"[::1]:6080"}, true, 6080, 0);
        row("localhost from afar", {"localhost:6080"}, false, 6080, 421);
        row("other name", {"evil.example:6080"}, true, 6080, 421);
        row("other spelling", {"192.168.1.05:6080"}, false, 6080, 421);
        row("missing", {}, true, 6080, 421);
        row("empty", {""}, true, 6080, 421);
        row("doubled", {"192.168.1.5:6080", "192.168.1.5:6080"}, false, 6080, 421);
        row("blank", {"a b"}, false, 6080, 400);
        row("user", {"a@192.168.1.5:6080"}, false, 6080, 400);
        row("two ports", {"192.168.1.5:6080:1"}, false, 6080, 400);
        row("no port", {"192.168.1.5:"}, false, 6080, 400);
        row("large port", {"192.168.1.5:70000"}, false, 6080, 400);
        row("blank in brackets", {"[ ::1]:6080"}, true, 6080, 400);
        row("next line in brackets", {"[\x85::1]:6080"}, true, 6080, 400);
        row("zone", {"[::1%25lo]:6080"}, true, 6080, 400);
        row("open bracket", {"[::1:6080"}, true, 6080, 400);
        row("path", {"192.168.1.5:6080/"}, false, 6080, 400);
    }

    void host()
    {
        QFETCH(QByteArrayList, hosts);
        QFETCH(bool, loopback);
        QFETCH(quint16, port);
        QTEST(own(port).check(request(hosts), loopback, OriginCheck::Origin::Optional), "status");
    }

    void origin_data()
    {
        QTest::addColumn<QByteArrayList>("origins");
        QTest::addColumn<bool>("required");
        QTest::addColumn<int>("status");
        QTest::newRow("none") << QByteArrayList{} << false << 0;
        QTest::newRow("none, required") << QByteArrayList{} << true << 403;
        QTest::newRow("own") << QByteArrayList{"https://192.168.1.5:6080"} << true << 0;
        QTest::newRow("own, another address")
            << QByteArrayList{"https://[2001:db8::5]:6080"} << true << 0;
        QTest::newRow("public") << QByteArrayList{"https://desk.example"} << true << 0;
        QTest::newRow("http") << QByteArrayList{"http://192.168.1.5:6080"} << true << 403;
        QTest::newRow("public http") << QByteArrayList{"http://desk.example"} << true << 403;
        QTest::newRow("other") << QByteArrayList{"https://evil.example"} << false << 403;
        QTest::newRow("null") << QByteArrayList{"null"} << false << 403;
        QTest::newRow("empty") << QByteArrayList{""} << false << 403;
        QTest::newRow("suffix") << QByteArrayList{"https://desk.example.evil"} << false << 403;
        QTest::newRow("path") << QByteArrayList{"https://desk.example/x"} << false << 403;
        QTest::newRow("localhost from afar")
            << QByteArrayList{"https://localhost:6080"} << false << 403;
        QTest::newRow("doubled") << QByteArrayList{"https://desk.example", "https://desk.example"}
                                 << false << 403;
    }

    void origin()
    {
        QFETCH(QByteArrayList, origins);
        QFETCH(bool, required);
        QTEST(own(6080).check(request({"192.168.1.5:6080"}, origins), false,
                              required ? OriginCheck::Origin::Required
                                       : OriginCheck::Origin::Optional),
              "status");
    }

    void behindProxy()
    {
        const OriginCheck check({.hosts = {QStringLiteral("127.0.0.1")},
                                 .port = 8080,
                                 .publicUrl = QUrl(QStringLiteral("https://desk.example:8443/")),
                                 .behindProxy = true});
        const auto status = [&](const QByteArray &origin) {
            return check.check(request({"whatever"}, {origin}), true,
                               OriginCheck::Origin::Required);
        };
        QCOMPARE(status("https://desk.example:8443"), 0);
        QCOMPARE(status("https://desk.example"), 403);
        QCOMPARE(status("https://127.0.0.1:8080"), 403);
        QCOMPARE(status("http://127.0.0.1:8080"), 403);
    }
};

QTEST_GUILESS_MAIN(tst_OriginCheck)
#include "tst_OriginCheck.moc"
