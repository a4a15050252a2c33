#include "proxy/RfbHandshake.h"
#include "proxy/VncAuthentication.h"

#include <QTest>

using namespace oriel;

class tst_RfbHandshake : public QObject {
    Q_OBJECT

private slots:
    void knownResponse()
    {
        // Made with another implementation of VNC Authentication (openssl enc -des-ecb under the
        // mirrored key 0e86ceceeef64e26 of "password").
        QCOMPARE(VncAuthentication::response(QByteArray(16, '\0'), "password"),
                 VncAuthentication::response(QByteArray(16, '\0'), "password and more"));
        QCOMPARE(VncAuthentication::response(QByteArray(16, '\0'), "password").toHex(),
                 QByteArray("ff97502e9422f089ff97502e9422f089"));
        QVERIFY(VncAuthentication::makeChallenge() != VncAuthentication::makeChallenge());
    }

    void noneByteByByte()
    {
        RfbHandshake handshake(RfbHandshake::Security::None);
        QCOMPARE(handshake.takeOutput(), "RFB 003.008\n");
        for (const char c : QByteArray("RFB 003.008\n\1"))
            handshake.receive(QByteArray(1, c));
        QCOMPARE(handshake.state(), RfbHandshake::State::Accepted);
        QCOMPARE(handshake.takeOutput(), QByteArray::fromHex("010100000000"));
        handshake.receive("\1rest");
        QCOMPARE(handshake.takeRest(), "\1rest");
    }

    void noneInOlderVersions()
    {
        RfbHandshake seven(RfbHandshake::Security::None);
        seven.takeOutput();
        seven.receive("RFB 003.007\n\1");
        QCOMPARE(seven.takeOutput(), QByteArray::fromHex("0101"));
        QCOMPARE(seven.state(), RfbHandshake::State::Accepted);
        RfbHandshake three(RfbHandshake::Security::None);
        three.takeOutput();
        three.receive("RFB 003.003\n");
        QCOMPARE(three.takeOutput(), QByteArray::fromHex("00000001"));
        QCOMPARE(three.state(), RfbHandshake::State::Accepted);
    }

    void refusedAtOnce()
    {
        RfbHandshake handshake = RfbHandshake::refusing("No.");
        handshake.takeOutput();
        handshake.receive("RFB 003.008\n");
        QCOMPARE(handshake.state(), RfbHandshake::State::Refused);
        QCOMPARE(handshake.takeOutput(), QByteArray::fromHex("00000000034e6f2e"));
        RfbHandshake three = RfbHandshake::refusing("No.");
        three.takeOutput();
        three.receive("RFB 003.005\n");
        QCOMPARE(three.takeOutput(), QByteArray::fromHex("00000000000000034e6f2e"));
    }

    void onlyTheOfferedType()
    {
        RfbHandshake handshake(RfbHandshake::Security::VncAuthentication);
        handshake.receive("RFB 003.008\n\1");
        QCOMPARE(handshake.state(), RfbHandshake::State::Refused);
    }

    void response()
    {
        RfbHandshake handshake(RfbHandshake::Security::VncAuthentication);
        handshake.takeOutput();
        handshake.receive("RFB 003.008\n\2");
        const QByteArray challenge = handshake.takeOutput().mid(2);
        QCOMPARE(challenge.size(), 16);
        QVERIFY(!handshake.answers("K7QM3XWP"));
        handshake.receive(VncAuthentication::response(challenge, "K7QM3XWP"));
        QCOMPARE(handshake.state(), RfbHandshake::State::Response);
        QVERIFY(handshake.answers("K7QM3XWP"));
        QVERIFY(!handshake.answers("k7qm3xwp"));
        handshake.refuse("Wrong.");
        QCOMPARE(handshake.takeOutput(), QByteArray::fromHex("0000000100000006") + "Wrong.");
    }

    void garbage()
    {
        for (const QByteArray &bytes :
             {QByteArray("GET / HTTP/1.1\r\n"), QByteArray("RFB 003-008\n"),
              QByteArray("RFB 00a.008\n"), QByteArray(12, '\0')}) {
            RfbHandshake handshake(RfbHandshake::Security::None);
            handshake.receive(bytes);
            QCOMPARE(handshake.state(), RfbHandshake::State::Broken);
        }
        RfbHandshake flooded(RfbHandshake::Security::VncAuthentication);
        flooded.receive("RFB 003.008\n\2" + QByteArray(8192, 'x'));
        QCOMPARE(flooded.state(), RfbHandshake::State::Broken);
    }
};

QTEST_GUILESS_MAIN(tst_RfbHandshake)
#include "tst_RfbHandshake.moc"
