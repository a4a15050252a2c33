#include "proxy/WebSocketFramer.h"

#include <QTest>

using namespace oriel;
using Kind = WebSocketFramer::Kind;

namespace {

constexpr qsizetype limit = 4096;

QByteArray hex(const char *text) { return QByteArray::fromHex(text); }

/** A client's frame, masked with 01 02 03 04. */
QByteArray frame(quint8 first, QByteArray payload)
{
    for (qsizetype i = 0; i < payload.size(); ++i)
        payload[i] = static_cast<char>(payload[i] ^ (i % 4 + 1));
    QByteArray head = WebSocketFrame::head(WebSocketFrame::Opcode::Binary, payload.size());
    head[0] = static_cast<char>(first);
    head[1] = static_cast<char>(head[1] | 0x80);
    return head + hex("01020304") + payload;
}

struct Outcome {
    QByteArray data;
    QList<QByteArray> pings;
    bool closed = false;
    int error = 0;

    friend bool operator==(const Outcome &, const Outcome &) = default;
};

Outcome read(const QByteArray &bytes, qsizetype piece)
{
    WebSocketFramer framer(limit);
    Outcome outcome;
    for (qsizetype at = 0; at < bytes.size(); at += piece) {
        framer.append(bytes.mid(at, piece));
        while (const auto part = framer.next()) {
            if (part->kind == Kind::Data)
                outcome.data += part->payload;
            else if (part->kind == Kind::Ping)
                outcome.pings += part->payload;
            else if (part->kind == Kind::Close)
                outcome.closed = true;
        }
    }
    outcome.error = framer.error() ? static_cast<int>(*framer.error()) : 0;
    return outcome;
}

} // namespace

class tst_WebSocketFramer : public QObject {
    Q_OBJECT

private slots:
    void whatIsSentIsRead_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArray>("data");
        QTest::addColumn<int>("pings");
        const QByteArray kilo(1000, 'k');
        QTest::newRow("one") << frame(0x82, "RFB") << QByteArray("RFB") << 0;
        QTest::newRow("nothing") << frame(0x82, "") << QByteArray() << 0;
        QTest::newRow("two bytes of length") << frame(0x82, kilo) << kilo << 0;
        QTest::newRow("pieces") << frame(0x02, "R") + frame(0x00, "F") + frame(0x80, "B")
                                << QByteArray("RFB") << 0;
        QTest::newRow("a ping between pieces")
            << frame(0x02, "RF") + frame(0x89, "?") + frame(0x80, "B") << QByteArray("RFB") << 1;
        QTest::newRow("a pong nobody asked for") << frame(0x8a, "!") << QByteArray() << 0;
        QTest::newRow("the largest")
            << frame(0x82, QByteArray(limit, 'x')) << QByteArray(limit, 'x') << 0;
    }

    void whatIsSentIsRead()
    {
        QFETCH(QByteArray, bytes);
        for (const qsizetype piece : {bytes.size(), qsizetype(1), qsizetype(3)}) {
            const Outcome outcome = read(bytes, piece);
            QTEST(outcome.data, "data");
            QTEST(int(outcome.pings.size()), "pings");
            QCOMPARE(outcome.error, 0);
        }
    }

    void whatIsForbiddenEndsIt_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("error");
        QTest::newRow("unmasked") << hex("820152") << 1002;
        QTest::newRow("compressed") << frame(0xc2, "R") << 1002;
        QTest::newRow("opcode 3") << frame(0x83, "R") << 1002;
        QTest::newRow("opcode 15") << frame(0x8f, "R") << 1002;
        QTest::newRow("ping in pieces") << frame(0x09, "R") << 1002;
        QTest::newRow("long ping") << frame(0x89, QByteArray(126, 'x')) << 1002;
        QTest::newRow("continues nothing") << frame(0x80, "R") << 1002;
        QTest::newRow("message in a message") << frame(0x02, "R") + frame(0x82, "F") << 1002;
        QTest::newRow("16 bits for 1") << hex("82fe00010102030453") << 1002;
        QTest::newRow("64 bits for 1") << hex("82ff00000000000000010102030453") << 1002;
        QTest::newRow("negative") << hex("82ffffffffffffffffff01020304") << 1002;
        QTest::newRow("text") << frame(0x81, "R") << 1003;
        QTest::newRow("too large") << frame(0x82, QByteArray(limit + 1, 'x')) << 1009;
        QTest::newRow("too large in all")
            << frame(0x02, QByteArray(limit, 'x')) + frame(0x80, "x") << 1009;
        QTest::newRow("2 GiB") << hex("82ff000000007fffffff") << 1009;
        QTest::newRow("Close of one byte") << frame(0x88, "x") << 1002;
        QTest::newRow("Close 1005") << frame(0x88, hex("03ed")) << 1002;
        QTest::newRow("Close 999") << frame(0x88, hex("03e7")) << 1002;
        QTest::newRow("Close 5000") << frame(0x88, hex("1388")) << 1002;
        QTest::newRow("Close with Latin-1") << frame(0x88, hex("03e8e4")) << 1007;
    }

    void whatIsForbiddenEndsIt()
    {
        QFETCH(QByteArray, bytes);
        const Outcome whole = read(bytes + frame(0x82, "never read"), bytes.size() + 100);
        QTEST(whole.error, "error");
        QVERIFY(!whole.data.contains("never"));
        QVERIFY(!whole.closed);
        QTEST(read(bytes, 1).error, "error");
    }

    void sizesAreJudgedByTheHead()
    {
        WebSocketFramer framer(limit);
        framer.append(hex("82fe1001")); // 4097 bytes, not one of them here
        QVERIFY(!framer.next());
        QVERIFY(framer.error() == CloseCode::TooBig);
    }

    void manyMessagesOfTheLargestSize()
    {
        const QByteArray one = frame(0x82, QByteArray(limit, 'x'));
        const Outcome outcome = read(one + one + one, 1000);
        QCOMPARE(outcome.data.size(), 3 * limit);
        QCOMPARE(outcome.error, 0);
    }

    void closesAreTold()
    {
        for (const char *payload : {"", "03e8", "03e8c3a4", "0bb8", "1387"}) {
            const Outcome outcome = read(frame(0x88, hex(payload)), 1);
            QVERIFY2(outcome.closed, payload);
            QCOMPARE(outcome.error, 0);
        }
    }

    void headsOfAServer()
    {
        using WebSocketFrame::Opcode;
        QCOMPARE(WebSocketFrame::head(Opcode::Binary, 125), hex("827d"));
        QCOMPARE(WebSocketFrame::head(Opcode::Binary, 126), hex("827e007e"));
        QCOMPARE(WebSocketFrame::head(Opcode::Binary, 65535), hex("827effff"));
        QCOMPARE(WebSocketFrame::head(Opcode::Binary, 65536), hex("827f0000000000010000"));
        QCOMPARE(WebSocketFrame::make(Opcode::Ping, "hi"), hex("89026869"));
        QCOMPARE(WebSocketFrame::makeClose(CloseCode::Stopped), hex("88020fa0"));
    }
};

QTEST_GUILESS_MAIN(tst_WebSocketFramer)
#include "tst_WebSocketFramer.moc"
