#include "ProxyFixture.h"
#include "proxy/VncAuthentication.h"

#include <QTcpServer>

using namespace oriel;
using namespace std::chrono_literals;

namespace {

const QByteArray wholeRequest = QByteArray::fromHex("03000000000004000300");
const QByteArray keyPress = QByteArray::fromHex("0401000000000061");

} // namespace

/** How one gets in, and how sharing begins and ends. */
class tst_ProxyServer : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<ProxyFixture> f;

    bool stopWith(StopReason reason)
    {
        f->proxy.stop(reason);
        return QTest::qWaitFor([this] {
            f->clock.advance(0ms);
            return f->stopped.count() == 1;
        });
    }

private slots:
    void init() { f = std::make_unique<ProxyFixture>(); }
    void cleanup() { f.reset(); }

    void pageIsServed()
    {
        QVERIFY(f->start());
        QCOMPARE(f->info.urls,
                 QStringList{QStringLiteral("https://127.0.0.1:%1/").arg(f->info.port)});
        QCOMPARE(f->info.fingerprint.size(), 95);
        const HttpAnswer page = f->get("/");
        QCOMPARE(page.status, 200);
        QCOMPARE(page.body, "the page index.html");
        for (const char *line :
             {"Cache-Control: no-store\r\n", "X-Content-Type-Options: nosniff\r\n",
              "Referrer-Policy: no-referrer\r\n", "Content-Security-Policy: default-src 'none'",
              "frame-ancestors 'none'"})
            QVERIFY2(page.head.contains(line), line);
        QVERIFY(page.head.contains(QByteArray(" wss://" + f->authority())));
        QVERIFY(!page.head.contains("unsafe"));
        QCOMPARE(f->get("/missing").status, 404);
        QCOMPARE(f->get("/../identity/identity.pem").status, 404);
        QCOMPARE(f->get("/%2e%2e/identity/identity.pem").status, 404);
    }

    void refusalsAreAnswered()
    {
        QVERIFY(f->start());
        const QByteArray host = "Host: " + f->authority() + "\r\n";
        const QByteArray own = "Origin: " + f->origin() + "\r\n";
        QCOMPARE(f->exchange("GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n").status, 421);
        QCOMPARE(f->exchange("GET / HTTP/1.1\r\n\r\n").status, 421);
        QCOMPARE(f->exchange("BREW / HTTP/1.1\r\n" + host + "\r\n").status, 405);
        QCOMPARE(f->exchange("GET /" + QByteArray(9000, 'a')).status, 414);
        QCOMPARE(
            f->exchange("POST /api/join HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n")
                .status,
            501);
        QCOMPARE(f->exchange("garbage\r\n\r\n").status, 400);
        QCOMPARE(f->upgradeStatus("Host: evil.example\r\n"), 421);
        QCOMPARE(f->upgradeStatus(host + "Origin: https://evil.example\r\n"), 403);
        QCOMPARE(f->upgradeStatus(host + own), 101);
        QCOMPARE(f->upgradeStatus(host + own, "/"), 101);
        QCOMPARE(f->upgradeStatus(host), 101);
        QCOMPARE(f->upgradeStatus(host, "/other"), 404);
    }

    void apiJudgesForm()
    {
        QVERIFY(f->start());
        const QString password = f->password;
        QCOMPARE(f->get("/api/join").status, 405);
        QCOMPARE(f->post("/api/join", "nonsense").status, 400);
        QCOMPARE(f->post("/api/join", "{\"password\":7}").status, 400);
        QCOMPARE(f->post("/api/other", "{}").status, 404);
        const QByteArray body = "{\"password\":\"" + password.toLatin1() + "\"}";
        const QByteArray head = "POST /api/join HTTP/1.1\r\nHost: " + f->authority()
            + "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n";
        QCOMPARE(f->exchange(head + "\r\n" + body).status, 403);
        QCOMPARE(f->exchange(head + "Origin: https://evil.example\r\n\r\n" + body).status, 403);
        QCOMPARE(f->password, password);
        const HttpAnswer answer = f->post("/api/join", body);
        QCOMPARE(answer.status, 200);
        QVERIFY(answer.head.contains("Cache-Control: no-store"));
        QCOMPARE(answer.json().value(QLatin1String("host")).toString(), QStringLiteral("testhost"));
        QCOMPARE(answer.json().value(QLatin1String("viewOnly")).toBool(), false);
        QCOMPARE(answer.json().value(QLatin1String("clipboard")).toBool(), true);
        const HttpAnswer again = f->post("/api/join", body);
        QCOMPARE(again.status, 410);
        QCOMPARE(again.json().value(QLatin1String("reason")).toString(), QStringLiteral("used"));
    }

    void wrongPasswordsWait()
    {
        QVERIFY(f->start());
        for (int i = 0; i < 3; ++i)
            QCOMPARE(f->post("/api/join", "{\"password\":\"00000000\"}").status, 403);
        const HttpAnswer answer = f->post("/api/join", "{\"password\":\"00000000\"}");
        QCOMPARE(answer.status, 429);
        QVERIFY(answer.head.contains("Retry-After: 1\r\n"));
        QCOMPARE(answer.json().value(QLatin1String("seconds")).toInt(), 1);
    }

    void ticketIsGoodOnce()
    {
        QVERIFY(f->start());
        const QString ticket = ProxyFixture::ticketOf(f->join());
        Client first(*f, ticket);
        QVERIFY(first.handshake());
        QTRY_COMPARE(f->connected.count(), 1);
        Client second(*f, ticket);
        QTRY_VERIFY(second.isClosed());
        QCOMPARE(second.closeCode(), 4004);
        Client third(*f, QStringLiteral("ticket="));
        QTRY_VERIFY(third.isClosed());
        QCOMPARE(third.closeCode(), 4004);
        QCOMPARE(f->opening.count(), 1);
        QVERIFY(!first.isClosed());
    }

    void vncAuthentication_data()
    {
        QTest::addColumn<QByteArray>("version");
        QTest::addColumn<bool>("right");
        for (const char *version : {"RFB 003.003\n", "RFB 003.007\n", "RFB 003.008\n"}) {
            QTest::addRow("%.11s right", version) << QByteArray(version) << true;
            QTest::addRow("%.11s wrong", version) << QByteArray(version) << false;
        }
    }

    void vncAuthentication()
    {
        QFETCH(QByteArray, version);
        QFETCH(bool, right);
        QVERIFY(f->start());
        Client client(*f);
        QCOMPARE(client.take(12), "RFB 003.008\n");
        client.send(version);
        if (version == "RFB 003.003\n") {
            QCOMPARE(client.take(4), QByteArray::fromHex("00000002"));
        } else {
            QCOMPARE(client.take(2), QByteArray::fromHex("0102"));
            client.send(QByteArray(1, '\2'));
        }
        const QByteArray challenge = client.take(16);
        const QByteArray password =
            right ? f->password.toLower().toLatin1() : QByteArray("notright");
        client.send(VncAuthentication::response(challenge, password));
        QCOMPARE(client.take(4), right ? QByteArray(4, '\0') : QByteArray::fromHex("00000001"));
        if (right) {
            client.send(QByteArray(1, '\1'));
            QTRY_COMPARE(f->connected.count(), 1);
            client.socket.close();
            QTRY_COMPARE(f->disconnected.count(), 1);
            QVERIFY(f->join().contains(QLatin1String("ticket"))); // the slot is free at once
        } else {
            QTRY_VERIFY(client.isClosed());
            QCOMPARE(client.closeCode(), 4004);
            QCOMPARE(client.received.mid(4), version == "RFB 003.008\n" ? "Wrong password." : "");
        }
    }

    void strangersReachNobody()
    {
        f->policy.consent = true;
        QVERIFY(f->start());
        QSignalSpy asks(&f->proxy, &ProxyServer::viewerAsks);
        QSignalSpy admissions(&f->proxy, &ProxyServer::viewerAdmitted);
        Client forged(*f, QStringLiteral("ticket=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"));
        Client rude(*f);
        Client hasty(*f);
        Client wrong(*f);
        for (Client *client : {&rude, &hasty, &wrong})
            QCOMPARE(client->take(12), "RFB 003.008\n");
        rude.send("GET / HTTP/1.1\r\n");
        hasty.send("RFB 003.008\n\1\1" + wholeRequest + keyPress); // None was not offered
        wrong.send("RFB 003.008\n\2");
        QCOMPARE(wrong.take(2), QByteArray::fromHex("0102"));
        const QByteArray challenge = wrong.take(16);
        wrong.send(VncAuthentication::response(challenge, "notright") + '\1' + keyPress);
        for (Client *client : {&forged, &rude, &hasty, &wrong})
            QTRY_VERIFY(client->isClosed());
        QCOMPARE(f->post("/api/join", "{\"password\":\"NOTRIGHT\"}").status, 403);
        QCOMPARE(f->post("/api/resume", "{\"resume\":\"NOTRIGHT\"}").status, 410);
        QCOMPARE(asks.count(), 0);
        QCOMPARE(admissions.count(), 0);
        QCOMPARE(f->opening.count(), 0);
        QCOMPARE(f->activity.count(), 0);
    }

    void consentIsWaitedFor()
    {
        f->policy.consent = true;
        QVERIFY(f->start());
        QSignalSpy asks(&f->proxy, &ProxyServer::viewerAsks);
        connect(
            &f->proxy, &ProxyServer::viewerAsks, this,
            [this](const ViewerInfo &viewer) {
                f->clock.advance(20s); // longer than any time-out of the network
                f->proxy.answerViewer(viewer.id, ConsentAnswer::ViewOnly);
            },
            Qt::QueuedConnection);
        const QJsonObject answer = f->join();
        QCOMPARE(asks.count(), 1);
        QCOMPARE(answer.value(QLatin1String("viewOnly")).toBool(), true);
        QCOMPARE(answer.value(QLatin1String("clipboard")).toBool(), false);
        Client client(*f, ProxyFixture::ticketOf(answer));
        QVERIFY(client.handshake());
        QTRY_COMPARE(f->connected.count(), 1);
        client.send(keyPress + wholeRequest);
        QTRY_COMPARE(f->vnc.received(1), QByteArray(1, '\1') + wholeRequest);
    }

    void refusedConsentIsSaid()
    {
        f->policy.consent = true;
        QVERIFY(f->start());
        connect(
            &f->proxy, &ProxyServer::viewerAsks, this,
            [this](const ViewerInfo &viewer) {
                f->proxy.answerViewer(viewer.id, ConsentAnswer::Refuse);
            },
            Qt::QueuedConnection);
        const HttpAnswer answer =
            f->post("/api/join", "{\"password\":\"" + f->password.toLatin1() + "\"}");
        QCOMPARE(answer.status, 403);
        QCOMPARE(answer.json().value(QLatin1String("reason")).toString(),
                 QStringLiteral("refused"));

        Client client(*f);
        QCOMPARE(client.take(12), "RFB 003.008\n");
        client.send("RFB 003.008\n");
        client.take(2);
        client.send(QByteArray(1, '\2'));
        client.send(VncAuthentication::response(client.take(16), f->password.toLatin1()));
        QCOMPARE(client.take(4), QByteArray::fromHex("00000001"));
        QTRY_VERIFY(client.isClosed());
        QCOMPARE(client.received.mid(4), "The host refused.");
    }

    void aPersonWhoLeavesWithdrawsTheRequest()
    {
        f->policy.consent = true;
        QVERIFY(f->start());
        QSignalSpy asks(&f->proxy, &ProxyServer::viewerAsks);
        QSignalSpy ended(&f->proxy, &ProxyServer::viewerAskEnded);
        QSslSocket socket;
        socket.setPeerVerifyMode(QSslSocket::VerifyNone);
        socket.connectToHostEncrypted(QStringLiteral("127.0.0.1"), f->info.port);
        connect(&socket, &QSslSocket::encrypted, this, [&] {
            const QByteArray body = "{\"password\":\"" + f->password.toLatin1() + "\"}";
            socket.write("POST /api/join HTTP/1.1\r\nHost: " + f->authority() + "\r\nOrigin: "
                         + f->origin() + "\r\nContent-Length: " + QByteArray::number(body.size())
                         + "\r\n\r\n" + body);
        });
        QTRY_COMPARE(asks.count(), 1);
        QCOMPARE(ended.count(), 0);
        socket.abort();
        QTRY_COMPARE(ended.count(), 1);
    }

    void kick()
    {
        QVERIFY(f->start());
        const auto client = f->enter();
        QVERIFY(client);
        f->proxy.kickViewer(1);
        QTRY_VERIFY(client->isClosed());
        QCOMPARE(client->closeCode(), 4001);
        QTRY_COMPARE(f->disconnected.count(), 1);
        QCOMPARE(f->disconnected.at(0).at(1).value<LeaveReason>(), LeaveReason::Kicked);
    }

    void stopSaysWhy_data()
    {
        QTest::addColumn<StopReason>("reason");
        QTest::addColumn<int>("code");
        QTest::addColumn<LeaveReason>("leave");
        QTest::newRow("user") << StopReason::User << 4000 << LeaveReason::Kicked;
        QTest::newRow("signal") << StopReason::Signal << 4000 << LeaveReason::Kicked;
        QTest::newRow("inactivity") << StopReason::Inactivity << 4002 << LeaveReason::Inactivity;
        QTest::newRow("expired") << StopReason::Expired << 4003 << LeaveReason::Expired;
        QTest::newRow("error") << StopReason::Error << 4005 << LeaveReason::Error;
    }

    void stopSaysWhy()
    {
        QFETCH(StopReason, reason);
        QFETCH(int, code);
        QFETCH(LeaveReason, leave);
        QVERIFY(f->start());
        const auto client = f->enter();
        QVERIFY(client);
        QVERIFY(stopWith(reason));
        QTRY_VERIFY(client->isClosed());
        QCOMPARE(client->closeCode(), code);
        QCOMPARE(f->disconnected.count(), 1);
        QCOMPARE(f->disconnected.at(0).at(1).value<LeaveReason>(), leave);
        QCOMPARE(f->get("/").status, 0);
        // And once more from the start.
        f->info = {};
        QVERIFY(f->start());
        QCOMPARE(f->get("/").status, 200);
    }

    void silentConnectionsEnd()
    {
        QVERIFY(f->start());
        QTcpSocket silent;
        silent.connectToHost(QStringLiteral("127.0.0.1"), f->info.port);
        QTRY_COMPARE(silent.state(), QAbstractSocket::ConnectedState);
        QCOMPARE(f->get("/").status, 200); // accepted in order: the silent one is in
        f->clock.advance(11s);
        QTRY_COMPARE(silent.state(), QAbstractSocket::UnconnectedState);
    }

    void behindAProxy()
    {
        f->policy.behindProxy = true;
        f->policy.publicUrl = QUrl(QStringLiteral("https://desk.example/x/"));
        f->policy.consent = true;
        QVERIFY(f->start());
        QCOMPARE(f->info.urls, QStringList{QStringLiteral("https://desk.example/x/")});
        QVERIFY(f->info.fingerprint.isEmpty());
        for (const char *path : {"/", "/x/", "/app.js", "/x/app.js"})
            QCOMPARE(f->get(path).status, 200);
        const HttpAnswer folder = f->get("/x");
        QCOMPARE(folder.status, 308);
        QVERIFY(folder.head.contains("Location: /x/\r\n"));
        QVERIFY(f->get("/").head.contains(" wss://desk.example"));
        QSignalSpy asks(&f->proxy, &ProxyServer::viewerAsks);
        connect(
            &f->proxy, &ProxyServer::viewerAsks, this,
            [this](const ViewerInfo &viewer) {
                f->proxy.answerViewer(viewer.id, ConsentAnswer::Allow);
            },
            Qt::QueuedConnection);
        const QByteArray body = "{\"password\":\"" + f->password.toLatin1() + "\"}";
        const auto join = [&](const QByteArray &origin) {
            return f->exchange("POST /x/api/join HTTP/1.1\r\nHost: inner\r\nOrigin: " + origin
                               + "\r\nX-Forwarded-For: 10.0.0.1, 203.0.113.9\r\nContent-Length: "
                               + QByteArray::number(body.size()) + "\r\n\r\n" + body);
        };
        QCOMPARE(join("https://127.0.0.1").status, 403);
        QCOMPARE(join("https://desk.example").status, 200);
        QCOMPARE(asks.at(0).at(0).value<ViewerInfo>().address, QStringLiteral("203.0.113.9"));
        QCOMPARE(f->upgradeStatus("Host: inner\r\n", "/x/websockify"), 101);
        QCOMPARE(f->upgradeStatus("Host: inner\r\n", "/x/"), 101);
    }

    void portsInUse()
    {
        QTcpServer other;
        QVERIFY(other.listen(QHostAddress::LocalHost));
        f->policy.port = other.serverPort();
        f->policy.nextFreePort = false;
        QSignalSpy failed(&f->proxy, &ProxyServer::failed);
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("is in use")));
        QVERIFY(!f->start());
        QCOMPARE(failed.count(), 1);
        f->policy.nextFreePort = true;
        QVERIFY(f->start());
        QVERIFY(f->info.port > other.serverPort());
    }

    void desktopGone()
    {
        QVERIFY(f->start());
        const auto client = f->enter();
        QVERIFY(client);
        f->proxy.desktopGone();
        QTRY_VERIFY(client->isClosed());
        QCOMPARE(client->closeCode(), 4005);
    }
};

QTEST_GUILESS_MAIN(tst_ProxyServer)
#include "tst_ProxyServer.moc"
