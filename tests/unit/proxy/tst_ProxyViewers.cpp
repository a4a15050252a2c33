#include "ProxyFixture.h"

#include <QSslSocket>

using namespace oriel;
using namespace std::chrono_literals;

namespace {

const QByteArray wholeRequest = QByteArray::fromHex("03000000000004000300");
const QByteArray nextRequest = QByteArray::fromHex("03010000000004000300");
const QByteArray keyPress = QByteArray::fromHex("0401000000000061");

} // namespace

/** Viewers who are in: what comes from them, what goes to them, and how they are cut. */
class tst_ProxyViewers : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<ProxyFixture> f;

    /** A client's frame, masked with zeros. */
    static QByteArray frame(const QByteArray &payload)
    {
        return QByteArray(1, '\x82') + static_cast<char>(0x80 | payload.size())
            + QByteArray(4, '\0') + payload;
    }

    /** A viewer that may stop reading: it takes no more than its small buffer holds. */
    bool enterRaw(QSslSocket &socket)
    {
        const QByteArray ticket = ProxyFixture::ticketOf(f->join()).toLatin1();
        socket.setPeerVerifyMode(QSslSocket::VerifyNone);
        socket.setReadBufferSize(16 * 1024);
        socket.connectToHostEncrypted(QStringLiteral("127.0.0.1"), f->info.port);
        if (!QTest::qWaitFor([&] { return socket.isEncrypted(); }))
            return false;
        socket.write("GET /websockify?" + ticket + " HTTP/1.1\r\nHost: " + f->authority()
                     + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                       "Sec-WebSocket-Version: 13\r\n"
                       "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n");
        QByteArray seen;
        if (!QTest::qWaitFor([&] { return (seen += socket.readAll()).contains("RFB 003.008\n"); }))
            return false;
        const QByteArray one(1, '\1');
        socket.write(frame("RFB 003.008\n") + frame(one) + frame(one));
        return QTest::qWaitFor([&] { return f->vnc.received(1) == one; });
    }

    /** The vnc side writes so many bytes; whether the proxy took all. */
    bool sendUpdate(qsizetype size)
    {
        const QByteArray piece(64 * 1024, 'x');
        return QTest::qWaitFor(
            [&] {
                size -= f->vnc.send(1, piece.left(size));
                return size == 0;
            },
            30000);
    }

private slots:
    void init() { f = std::make_unique<ProxyFixture>(); }
    void cleanup() { f.reset(); }

    void bytesGoBothWays()
    {
        QVERIFY(f->start());
        const auto client = f->enter(QStringLiteral("oriel"));
        QVERIFY(client);
        QCOMPARE(f->connected.count(), 1);
        const auto info = f->connected.at(0).at(0).value<ViewerInfo>();
        QCOMPARE(info.address, QStringLiteral("127.0.0.1"));
        QCOMPARE(info.agent, QStringLiteral("Firefox on Android"));
        QCOMPARE(f->vnc.received(1), QByteArray(1, '\1'));
        f->vnc.send(1, "ServerInit");
        QCOMPARE(client->take(10), "ServerInit");
        client->send(wholeRequest + keyPress.left(3));
        client->send(keyPress.mid(3));
        QTRY_COMPARE(f->vnc.received(1), QByteArray(1, '\1') + wholeRequest);
        QTRY_COMPARE(f->inputOf(1), keyPress);
        QCOMPARE(f->activity.count(), 1);
        client->send(keyPress);
        QTRY_COMPARE(f->inputOf(1), keyPress + keyPress);
        QCOMPARE(f->vnc.received(1).size(), 11); // nothing of it went where pixels are made
        QCOMPARE(f->activity.count(), 1);        // at most twice a second
        f->proxy.warnOfInactivity(30s);
        f->proxy.setScreenState(ScreenState::Locked);
        QTRY_COMPARE(client->notices.size(), 2);
        QCOMPARE(client->notices[0], QStringLiteral("{\"type\":\"inactivity\",\"seconds\":30}"));
        QCOMPARE(client->notices[1], QStringLiteral("{\"type\":\"screen\",\"state\":\"locked\"}"));
    }

    void resumeReplacesTheOldConnection()
    {
        QVERIFY(f->start());
        const QJsonObject answer = f->join();
        Client first(*f, ProxyFixture::ticketOf(answer));
        QVERIFY(first.handshake());
        QTRY_COMPARE(f->connected.count(), 1);
        const QByteArray token = answer.value(QLatin1String("resume")).toString().toLatin1();
        const HttpAnswer resumed = f->post("/api/resume", "{\"resume\":\"" + token + "\"}");
        QCOMPARE(resumed.status, 200);
        Client second(*f, ProxyFixture::ticketOf(resumed.json()));
        QVERIFY(second.handshake());
        QTRY_COMPARE(f->connected.count(), 2);
        QTRY_VERIFY(first.isClosed());
        QCOMPARE(first.closeCode(), 1001);
        QCOMPARE(f->disconnected.count(), 1);
        QCOMPARE(f->connected.at(1).at(0).value<ViewerInfo>().id, 1);
        f->vnc.send(1, "ServerInit");
        QCOMPARE(second.take(10), "ServerInit");
        QVERIFY(!second.isClosed());
    }

    void leavingFreesTheSlot()
    {
        QVERIFY(f->start());
        const QJsonObject answer = f->join();
        Client client(*f, ProxyFixture::ticketOf(answer));
        QVERIFY(client.handshake());
        QTRY_COMPARE(f->connected.count(), 1);
        const QByteArray token = answer.value(QLatin1String("resume")).toString().toLatin1();
        QCOMPARE(f->post("/api/leave", "{\"resume\":\"" + token + "\"}").status, 200);
        QTRY_VERIFY(client.isClosed());
        QCOMPARE(client.closeCode(), 1000);
        QTRY_COMPARE(f->disconnected.count(), 1);
        QCOMPARE(f->disconnected.at(0).at(1).value<LeaveReason>(), LeaveReason::Left);
        QVERIFY(f->join().contains(QLatin1String("ticket")));
    }

    void aViewOnlyButtonLeavesControlWhereItIs()
    {
        f->policy.consent = true;
        f->policy.maxViewers = 2;
        QVERIFY(f->start());
        connect(
            &f->proxy, &ProxyServer::viewerAsks, this,
            [this](const ViewerInfo &viewer) {
                f->proxy.answerViewer(
                    viewer.id, viewer.id == 1 ? ConsentAnswer::Allow : ConsentAnswer::ViewOnly);
            },
            Qt::QueuedConnection);
        Client controller(*f, ProxyFixture::ticketOf(f->join()));
        QVERIFY(controller.handshake());
        Client watcher(*f, ProxyFixture::ticketOf(f->join()));
        QVERIFY(watcher.handshake());
        QTRY_COMPARE(f->connected.count(), 2);
        const QByteArray press = QByteArray::fromHex("050100010001");
        const QByteArray cutText = QByteArray::fromHex("060000000000000178");
        watcher.send(press + keyPress + cutText + wholeRequest);
        QTRY_COMPARE(f->vnc.received(2), '\1' + wholeRequest);
        controller.send(press);
        QTRY_COMPARE(f->inputOf(1), press);
        QCOMPARE(f->inputOf(2), QByteArray());
    }

    void inputIsCountedBehindWhatItMayNotOvertake()
    {
        QVERIFY(f->start());
        const auto client = f->enter();
        QVERIFY(client);
        const QByteArray cutText = QByteArray::fromHex("060000000000000178");
        const QByteArray resize = QByteArray::fromHex("fb00040003000100") + QByteArray(16, '\0');
        const QByteArray move = QByteArray::fromHex("050000010001");
        client->send(keyPress + move + cutText + keyPress + wholeRequest + move + resize + cutText
                     + keyPress);
        QTRY_COMPARE(f->input.count(), 3);
        const auto messages = [&](int i) { return f->input[i][1].toByteArray(); };
        const auto barriers = [&](int i) { return f->input[i][2].toUInt(); };
        QCOMPARE(messages(0), keyPress + move);
        QCOMPARE(barriers(0), 1U); // ClientInit
        QCOMPARE(messages(1), keyPress + move);
        QCOMPARE(barriers(1), 2U);
        QCOMPARE(messages(2), keyPress);
        QCOMPARE(barriers(2), 4U);
    }

    void inputBeforeNonsenseCountsAndNoneComesAfterTheEnd()
    {
        QVERIFY(f->start());
        const auto client = f->enter();
        QVERIFY(client);
        QStringList order;
        connect(&f->proxy, &ProxyServer::viewerInput, this, [&] { order += QStringLiteral("in"); });
        connect(&f->proxy, &ProxyServer::viewerDisconnected, this,
                [&] { order += QStringLiteral("gone"); });
        client->send(keyPress + '\xee' + keyPress);
        QTRY_COMPARE(order, (QStringList{QStringLiteral("in"), QStringLiteral("gone")}));
        QCOMPARE(f->inputOf(1), keyPress);
        QTRY_VERIFY(client->isClosed());
        QCOMPARE(order.size(), 2);
    }

    void badClientsAreCut_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("code");
        QTest::newRow("unknown message") << QByteArray(1, '\x63') << 1007;
        QTest::newRow("private message") << QByteArray(7, '\xf0') << 1007;
        QTest::newRow("long fence") << QByteArray::fromHex("f80000008000000041") << 1009;
        QTest::newRow("huge clipboard") << QByteArray::fromHex("0600000000200000") << 1009;
        const QByteArray cutText =
            QByteArray::fromHex("0600000000100000") + QByteArray(1024 * 1024, 'x');
        QTest::newRow("huge message") << cutText + cutText + cutText << 1009;
    }

    void badClientsAreCut()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, code);
        QVERIFY(f->start());
        const auto client = f->enter();
        QVERIFY(client);
        client->send(bytes);
        QTRY_VERIFY(client->isClosed());
        QCOMPARE(client->closeCode(), code);
        QTRY_COMPARE(f->disconnected.count(), 1);
    }

    void textFramesAreRefused()
    {
        QVERIFY(f->start());
        const auto client = f->enter();
        QVERIFY(client);
        client->socket.sendTextMessage(QStringLiteral("hello"));
        QTRY_VERIFY(client->isClosed());
        QCOMPARE(client->closeCode(), 1003);
    }

    void halfAMessageIsNotWaitedForLong()
    {
        QVERIFY(f->start());
        const auto client = f->enter();
        QVERIFY(client);
        client->send(wholeRequest + keyPress.left(2));
        QTRY_COMPARE(f->vnc.received(1).size(), 11);
        f->clock.advance(9s);
        QCOMPARE(f->disconnected.count(), 0);
        f->clock.advance(2s);
        QTRY_COMPARE(f->disconnected.count(), 1);
        QTRY_COMPARE(client->closeCode(), 1001);
    }

    void aSlowReaderGetsFewerFrames()
    {
        QVERIFY(f->start());
        QSslSocket slow;
        QVERIFY(enterRaw(slow));

        slow.write(frame(wholeRequest));
        QTRY_COMPARE(f->vnc.received(1).size(), 11);
        // One update of 16 MiB: taken to its end, although nobody reads.
        const qsizetype size = 16 * 1024 * 1024;
        QVERIFY(sendUpdate(size));
        // Meanwhile requests are held, and so no second update can be made.
        for (int i = 0; i < 50; ++i)
            slow.write(frame(nextRequest));
        slow.write(frame(keyPress));
        QTRY_COMPARE(f->inputOf(1), keyPress);
        QCOMPARE(f->vnc.received(1).size(), 11);
        // It reads again: the fifty are one.
        qint64 read = 0;
        const auto readOn = [&] { read += slow.readAll().size(); };
        connect(&slow, &QSslSocket::readyRead, this, readOn);
        slow.setReadBufferSize(0);
        readOn();
        QTRY_VERIFY_WITH_TIMEOUT(read > size, 30000);
        QTRY_COMPARE(f->vnc.received(1).size(), 11 + 10);
        QCOMPARE(f->vnc.received(1).right(10), nextRequest);
    }

    void aViewerThatTakesNothingForAMinuteIsCut()
    {
        QVERIFY(f->start());
        QSslSocket stalled;
        QVERIFY(enterRaw(stalled));
        QVERIFY(sendUpdate(16 * 1024 * 1024));
        const auto begun = f->clock.now();
        f->clock.advance(59s);
        QCOMPARE(f->disconnected.count(), 0);
        const auto later = [this] {
            f->clock.advance(1s);
            return f->disconnected.count() == 1;
        };
        QTRY_VERIFY(later());
        QVERIFY(f->clock.now() - begun < 75s); // for unanswered pings it would have been 80 s
        QCOMPARE(f->disconnected.first().at(1).value<LeaveReason>(), LeaveReason::Left);
    }

    void aViewerThatGoesBeforeVncIsThere()
    {
        f->vnc.automatic = false;
        QVERIFY(f->start());
        const QJsonObject answer = f->join();
        Client first(*f, ProxyFixture::ticketOf(answer));
        QVERIFY(first.handshake());
        QTRY_COMPARE(f->opening.count(), 1);
        first.socket.abort();
        const QByteArray token = answer.value(QLatin1String("resume")).toString().toLatin1();
        const HttpAnswer resumed = f->post("/api/resume", "{\"resume\":\"" + token + "\"}");
        Client second(*f, ProxyFixture::ticketOf(resumed.json()));
        QVERIFY(second.handshake());
        QTRY_COMPARE(f->opening.count(), 2);
        // vnc's answers to the first come only now, and are not meant for the second.
        f->vnc.open(1);
        f->vnc.hangUp(1);
        QCOMPARE(f->connected.count(), 0);
        f->vnc.open(1);
        QTRY_COMPARE(f->vnc.received(1), QByteArray(1, '\1'));
        QCOMPARE(f->connected.count(), 1);
        QVERIFY(!second.isClosed());
        QCOMPARE(f->disconnected.count(), 0);
    }

    void aPeerThatNeverAnswersIsCut()
    {
        QVERIFY(f->start());
        const auto client = f->enter();
        QVERIFY(client);
        f->clock.advance(110s); // in one go: no pong comes in between
        QTRY_COMPARE(f->disconnected.count(), 1);
        QTRY_COMPARE(client->closeCode(), 1001);
    }

    void whoAnswersAProbeIsReached()
    {
        QVERIFY(f->start());
        QSignalSpy reached(&f->proxy, &ProxyServer::viewerReached);
        const auto client = f->enter();
        QVERIFY(client);
        f->proxy.probeViewer(2); // nobody
        f->proxy.probeViewer(1);
        QTRY_COMPARE(reached.count(), 1);
        QCOMPARE(reached.first().first().value<ViewerId>(), ViewerId(1));
        f->proxy.probeViewer(1);
        QTRY_COMPARE(reached.count(), 2);
    }

    void vncHangsUp()
    {
        QVERIFY(f->start());
        const auto client = f->enter();
        QVERIFY(client);
        f->vnc.hangUp(1);
        QTRY_VERIFY(client->isClosed());
        QCOMPARE(client->closeCode(), 1011);
        QTRY_COMPARE(f->disconnected.count(), 1);
        QCOMPARE(f->disconnected.at(0).at(1).value<LeaveReason>(), LeaveReason::Error);
    }
};

QTEST_GUILESS_MAIN(tst_ProxyViewers)
#include "tst_ProxyViewers.moc"
