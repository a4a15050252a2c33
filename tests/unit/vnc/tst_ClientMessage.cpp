#include "vnc/ClientMessage.h"
#include "vnc/RfbTypes.h"

#include <QTest>

using namespace oriel;
using Status = ClientMessageParser::Status;

class TestClientMessage : public QObject {
    Q_OBJECT

private slots:
    void readsMessagesByteByByte();
    void refusesWhatNobodyKnows_data();
    void refusesWhatNobodyKnows();
    void readsPastOversizedText();
    void judgesPixelFormats_data();
    void judgesPixelFormats();
};

namespace {

/** Every kind of message once, with the marks that tell them apart. */
QByteArray everything()
{
    rfb::ByteWriter bytes;
    bytes.u8(1);
    bytes.u8(0).padding(3).u8(16).u8(15).u8(1).u8(1).u16(31).u16(30).u16(29).u8(10).u8(5).u8(0);
    bytes.padding(3);
    bytes.u8(2).padding(1).u16(2).u32(7).u32(quint32(-308));
    bytes.u8(3).u8(1).u16(1).u16(2).u16(3).u16(4);
    bytes.u8(4).u8(1).padding(2).u32(0xFF0D);
    bytes.u8(5).u8(0x85).u16(600).u16(700);
    bytes.u8(6).padding(3).u32(5).bytes("hello");
    bytes.u8(6).padding(3).u32(quint32(-4)).u32(1U << 26);
    bytes.u8(240).u8(0x05).u8(0x03).u16(8).u16(9);
    bytes.u8(251).padding(1).u16(800).u16(600).u8(2).padding(1).padding(32);
    bytes.u8(255).u8(0).u16(1).u32(0x61).u32(0x1E);
    bytes.u8(150).u8(1).u16(5).u16(6).u16(7).u16(8);
    bytes.u8(248).padding(3).u32(3).u8(5).bytes("fence");
    return bytes.data();
}

} // namespace

void TestClientMessage::readsMessagesByteByByte()
{
    ClientMessageParser parser;
    QList<ClientMessage> messages;
    const QByteArray bytes = everything();
    for (const char byte : bytes) {
        parser.append(QByteArrayView(&byte, 1));
        ClientMessage message;
        const Status status = parser.next(message);
        QVERIFY(status != Status::Malformed);
        if (status == Status::Message)
            messages.append(message);
    }
    QCOMPARE(messages.size(), 13);
    QVERIFY(std::holds_alternative<ClientInit>(messages[0]));
    const PixelFormat expected{16, 15, true, true, 31, 30, 29, 10, 5, 0};
    QCOMPARE(std::get<SetPixelFormat>(messages[1]).format, expected);
    QCOMPARE(std::get<SetEncodings>(messages[2]).encodings, (QList<qint32>{7, -308}));
    QCOMPARE(std::get<UpdateRequest>(messages[3]).area, QRect(1, 2, 3, 4));
    QVERIFY(std::get<UpdateRequest>(messages[3]).incremental);
    QCOMPARE(std::get<KeyInput>(messages[4]).keysym, 0xFF0DU);
    QCOMPARE(std::get<KeyInput>(messages[4]).scancode, 0U);
    QCOMPARE(std::get<PointerInput>(messages[5]).buttons, 0x85U);
    QCOMPARE(std::get<PointerInput>(messages[5]).position, QPoint(600, 700));
    QCOMPARE(std::get<CutText>(messages[6]).latin1, QByteArray("hello"));
    QCOMPARE(std::get<ExtendedCutText>(messages[7]).body.toHex(), QByteArray("04000000"));
    QCOMPARE(std::get<PointerInput>(messages[8]).buttons, 0x185U);
    QCOMPARE(std::get<PointerInput>(messages[8]).position, QPoint(8, 9));
    QCOMPARE(std::get<SetDesktopSize>(messages[9]).size, QSize(800, 600));
    QCOMPARE(std::get<SetDesktopSize>(messages[9]).screens, 2);
    QCOMPARE(std::get<KeyInput>(messages[10]).scancode, 0x1EU);
    QVERIFY(std::get<KeyInput>(messages[10]).down);
    QVERIFY(std::get<ContinuousUpdates>(messages[11]).enable);
    QCOMPARE(std::get<ContinuousUpdates>(messages[11]).area, QRect(5, 6, 7, 8));
    QCOMPARE(std::get<ClientFence>(messages[12]).flags, 3U);
    QCOMPARE(std::get<ClientFence>(messages[12]).payload, QByteArray("fence"));
}

void TestClientMessage::refusesWhatNobodyKnows_data()
{
    QTest::addColumn<QByteArray>("bytes");
    for (const char *hex :
         {"01", "07", "08", "0b", "0f", "95", "97", "f800000000000000ff", "fa", "ff01", "ff02",
          "0600000080000000", "06000000fffffffd", "0600000005000000"})
        QTest::newRow(hex) << QByteArray::fromHex(hex);
}

void TestClientMessage::refusesWhatNobodyKnows()
{
    QFETCH(QByteArray, bytes);
    ClientMessageParser parser;
    parser.append("\1");
    ClientMessage message;
    QCOMPARE(parser.next(message), Status::Message);
    parser.append(bytes);
    QCOMPARE(parser.next(message), Status::Malformed);
}

void TestClientMessage::readsPastOversizedText()
{
    ClientMessageParser parser;
    parser.append("\1");
    ClientMessage message;
    QCOMPARE(parser.next(message), Status::Message);
    const qint32 length = 3 * 1024 * 1024;
    parser.append(rfb::ByteWriter().u8(6).padding(3).u32(quint32(-length)).data());
    const QByteArray part(64 * 1024, 'x');
    for (int sent = 0; sent < length; sent += int(part.size())) {
        QCOMPARE(parser.next(message), Status::NeedMore);
        parser.append(part);
    }
    parser.append(QByteArrayView("\4\1\0\0\0\0\0\x61", 8));
    QCOMPARE(parser.next(message), Status::Message);
    QVERIFY(std::holds_alternative<Skipped>(message));
    QCOMPARE(parser.next(message), Status::Message);
    QCOMPARE(std::get<KeyInput>(message).keysym, 0x61U);
}

void TestClientMessage::judgesPixelFormats_data()
{
    QTest::addColumn<PixelFormat>("format");
    QTest::addColumn<bool>("usable");
    QTest::newRow("default") << PixelFormat() << true;
    QTest::newRow("565") << PixelFormat{16, 16, false, true, 31, 63, 31, 11, 5, 0} << true;
    QTest::newRow("shifted") << PixelFormat{32, 24, true, true, 255, 255, 255, 24, 16, 8} << true;
    QTest::newRow("map") << PixelFormat{8, 8, false, false, 0, 0, 0, 200, 0, 0} << true;
    QTest::newRow("wide map") << PixelFormat{16, 8, false, false, 0, 0, 0, 0, 0, 0} << false;
    QTest::newRow("24") << PixelFormat{24, 24, false, true, 255, 255, 255, 0, 8, 16} << false;
    QTest::newRow("0") << PixelFormat{0, 0, false, true, 255, 255, 255, 0, 8, 16} << false;
    QTest::newRow("depth") << PixelFormat{16, 24, false, true, 31, 63, 31, 11, 5, 0} << false;
    QTest::newRow("overlap") << PixelFormat{16, 16, false, true, 255, 255, 255, 0, 8, 8} << false;
    QTest::newRow("shift") << PixelFormat{32, 24, false, true, 255, 255, 255, 0, 8, 255} << false;
    QTest::newRow("out") << PixelFormat{32, 24, false, true, 255, 255, 255, 0, 8, 25} << false;
    QTest::newRow("no red") << PixelFormat{32, 24, false, true, 0, 255, 255, 0, 8, 16} << false;
}

void TestClientMessage::judgesPixelFormats()
{
    QFETCH(PixelFormat, format);
    QFETCH(bool, usable);
    QCOMPARE(format.isUsable(), usable);
}

QTEST_GUILESS_MAIN(TestClientMessage)
#include "tst_ClientMessage.moc"
