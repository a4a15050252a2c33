#include "VncFixture.h"

#include <QTest>
#include <QTimer>

using namespace oriel;
namespace Encoding = oriel::rfb::Encoding;

/** Requests and their answers: which pixels, how often, in which form. */
class TestVncUpdates : public QObject {
    Q_OBJECT

private slots:
    void introducesTheDesktop();
    void encodesExactly_data();
    void encodesExactly();
    void sendsOddSizes_data();
    void sendsOddSizes();
    void answersAFullRequestOnce();
    void mergesPackedRequests();
    void answersAnEmptyOrOutsideArea();
    void answersIncrementalRequestsOnChangeOnly();
    void sendsOnlyTheRequestedArea();
    void waitsForAFreshFrame();
    void asksForFramesOncePerNeed();
    void asksForANewerFrameBeforeItRefines();
    void refinesWhatWasSentWithLoss();
    void mergesScatteredDamage();
    void sendsNothingForDamageWithoutChange();
    void learnsTheLineFromTheFirstPicture();
};

namespace {

PixelFormat bgrx()
{
    PixelFormat format;
    format.redShift = 16;
    format.blueShift = 0;
    return format;
}

PixelFormat bigEndian()
{
    PixelFormat format = bgrx();
    format.bigEndian = true;
    return format;
}

PixelFormat rgb565() { return {16, 16, false, true, 31, 63, 31, 11, 5, 0}; }

PixelFormat bgr233() { return {8, 8, false, true, 7, 7, 3, 0, 3, 6}; }

/** A client with a colour map is given that of bgr233(). */
PixelFormat colourMap()
{
    PixelFormat format = bgr233();
    format.trueColour = false;
    return format;
}

/** What a pixel 0xBBGGRR is in another format. */
quint32 inFormat(quint32 pixel, const PixelFormat &format)
{
    const auto scale = [](quint32 value, quint32 max) { return (value * max + 127) / 255; };
    return scale(pixel & 0xFF, format.redMax) << format.redShift
        | scale(pixel >> 8 & 0xFF, format.greenMax) << format.greenShift
        | scale(pixel >> 16 & 0xFF, format.blueMax) << format.blueShift;
}

} // namespace

void TestVncUpdates::introducesTheDesktop()
{
    VncFixture desktop(QSize(201, 77));
    const auto client = desktop.connect();
    QVERIFY(client);
    QCOMPARE(client->size, QSize(201, 77));
    QCOMPARE(client->name, QStringLiteral("alice on fern"));
    QCOMPARE(client->serverFormat.toHex(), QByteArray("2018000100ff00ff00ff000810000000"));
    QVERIFY(!client->update(50));
}

void TestVncUpdates::encodesExactly_data()
{
    QTest::addColumn<qint32>("encoding");
    QTest::addColumn<int>("format");
    QTest::addColumn<bool>("isWatchedByTwo");
    const std::pair<const char *, qint32> encodings[] = {
        {"raw", Encoding::raw},         {"rre", Encoding::rre},   {"corre", Encoding::corre},
        {"hextile", Encoding::hextile}, {"zlib", Encoding::zlib}, {"zrle", Encoding::zrle},
        {"tight", Encoding::tight}};
    const char *formats[] = {"rgbx", "bgrx", "big-endian", "565", "233", "map"};
    for (const auto &[name, encoding] : encodings) {
        for (int format = 0; format < 6; ++format)
            QTest::addRow("%s %s", name, formats[format]) << encoding << format << false;
    }
    for (int format = 0; format < 6; ++format)
        QTest::addRow("tight %s, two viewers", formats[format])
            << qint32(Encoding::tight) << format << true;
}

void TestVncUpdates::encodesExactly()
{
    QFETCH(qint32, encoding);
    QFETCH(int, format);
    const PixelFormat formats[] = {PixelFormat(), bgrx(),   bigEndian(),
                                   rgb565(),      bgr233(), colourMap()};

    VncFixture desktop(QSize(331, 203));
    const auto client = desktop.connect();
    QFETCH(bool, isWatchedByTwo);
    const auto other = isWatchedByTwo ? desktop.connect(2) : nullptr;
    client->setFormat(formats[format]);
    client->setEncodings({encoding, Encoding::cursor});
    client->requestAll(false);
    QVERIFY(client->update());
    desktop.paint(QRect(0, 0, 331, 100), 0x804020);
    for (int i = 0; i < 60; ++i)
        desktop.paint(QRect(i * 5, 100 + i % 20, 3, 2), i % 2 ? 0xFFFFFF : 0x0000F0);
    for (int i = 0; i < 90; ++i)
        desktop.paint(QRect(i * 3, 20 + i % 30, 2, 3), quint32(i % 7) * 0x1F2F3F);
    client->requestAll(false);
    const auto update = client->update();
    QVERIFY(update);
    QCOMPARE(update->pixels(), QRegion(0, 0, 331, 203));
    int wrong = 0;
    for (int y = 0; y < 203; ++y) {
        for (int x = 0; x < 331; ++x)
            wrong += client->pixel(x, y) != inFormat(desktop.pixel(x, y), formats[format]);
    }
    QCOMPARE(wrong, 0);
}

void TestVncUpdates::sendsOddSizes_data()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<qint32>("encoding");
    for (const qint32 encoding : {Encoding::raw, Encoding::rre, Encoding::hextile, Encoding::zlib,
                                  Encoding::zrle, Encoding::tight}) {
        for (const QSize size : {QSize(1, 1), QSize(3, 2), QSize(9001, 3), QSize(5, 2100)})
            QTest::addRow("%d %dx%d", encoding, size.width(), size.height()) << size << encoding;
    }
}

void TestVncUpdates::sendsOddSizes()
{
    QFETCH(QSize, size);
    QFETCH(qint32, encoding);
    VncFixture desktop(size);
    const auto client = desktop.connect();
    client->setEncodings({encoding, Encoding::lastRect});
    client->requestAll(false);
    const auto update = client->update();
    QVERIFY(update);
    QCOMPARE(update->pixels(), QRegion(QRect(QPoint(), size)));
    QVERIFY(desktop.isShownBy(*client, QRect(QPoint(), size)));
}

void TestVncUpdates::answersAFullRequestOnce()
{
    VncFixture desktop;
    const auto client = desktop.connect();
    client->setEncodings({Encoding::raw});
    for (int i = 0; i < 5; ++i) {
        client->requestAll(false);
        const auto update = client->update();
        QVERIFY(update);
        QCOMPARE(update->pixels(), QRegion(QRect(QPoint(), desktop.size)));
        desktop.paint(QRect(i, i, 9, 9), 0x123456);
    }
    // Nothing unasked in between: what comes next is the answer to this.
    client->request(QRect(10, 20, 3, 4), false);
    const auto update = client->update();
    QVERIFY(update);
    QCOMPARE(update->pixels(), QRegion(10, 20, 3, 4));
    QVERIFY(!client->update(50));
}

void TestVncUpdates::mergesPackedRequests()
{
    VncFixture desktop;
    const auto client = desktop.connect();
    client->setEncodings({Encoding::raw});
    rfb::ByteWriter packed;
    for (const QRect &area : {QRect(0, 0, 10, 10), QRect(20, 20, 10, 10), QRect(5, 5, 10, 10)}) {
        packed.u8(3).u8(0).u16(unsigned(area.x())).u16(unsigned(area.y()));
        packed.u16(unsigned(area.width())).u16(unsigned(area.height()));
    }
    client->send(packed.data());
    const auto update = client->update();
    QVERIFY(update);
    QCOMPARE(update->pixels(), QRegion(0, 0, 10, 10) + QRect(20, 20, 10, 10) + QRect(5, 5, 10, 10));
    QVERIFY(!client->update(50));
}

void TestVncUpdates::answersAnEmptyOrOutsideArea()
{
    VncFixture desktop;
    const auto client = desktop.connect();
    client->setEncodings({Encoding::raw});
    for (const QRect &area : {QRect(5, 5, 0, 0), QRect(60000, 60000, 5000, 5000)}) {
        client->request(area, false);
        const auto update = client->update();
        QVERIFY(update);
        QVERIFY(update->rects.isEmpty());
    }
    client->request(QRect(190, 110, 60000, 60000), false);
    const auto update = client->update();
    QVERIFY(update);
    QCOMPARE(update->pixels(), QRegion(190, 110, 10, 10));
}

void TestVncUpdates::answersIncrementalRequestsOnChangeOnly()
{
    VncFixture desktop;
    const auto client = desktop.connect();
    client->setEncodings({Encoding::zrle});
    client->requestAll(false);
    QVERIFY(client->update());

    client->requestAll(true);
    QVERIFY(!client->update(50));
    desktop.paint(QRect(30, 40, 7, 8), 0x00FF00);
    auto update = client->update();
    QVERIFY(update);
    QCOMPARE(update->pixels(), QRegion(30, 40, 7, 8));
    QVERIFY(desktop.isShownBy(*client, QRect(QPoint(), desktop.size)));

    // No request: changes gather, and come as one.
    desktop.paint(QRect(0, 0, 2, 2), 0x0000FF);
    desktop.paint(QRect(100, 100, 2, 2), 0x0000FF);
    QVERIFY(!client->update(50));
    client->requestAll(true);
    update = client->update();
    QVERIFY(update);
    QCOMPARE(update->pixels(), QRegion(0, 0, 2, 2) + QRect(100, 100, 2, 2));
}

void TestVncUpdates::sendsOnlyTheRequestedArea()
{
    VncFixture desktop;
    const auto client = desktop.connect();
    client->setEncodings({Encoding::raw});
    client->requestAll(false);
    QVERIFY(client->update());

    client->request(QRect(0, 0, 50, 50), true);
    desktop.paint(QRect(100, 100, 5, 5), 0x0000FF);
    QVERIFY(!client->update(50));
    desktop.paint(QRect(40, 40, 20, 20), 0x0000FF);
    auto update = client->update();
    QVERIFY(update);
    QCOMPARE(update->pixels(), QRegion(40, 40, 10, 10));
    client->requestAll(true);
    update = client->update();
    QVERIFY(update);
    QCOMPARE(update->pixels(),
             QRegion(40, 40, 20, 20) + QRect(100, 100, 5, 5) - QRect(40, 40, 10, 10));
}

void TestVncUpdates::waitsForAFreshFrame()
{
    VncFixture desktop;
    QVERIFY(
        QObject::disconnect(&desktop.server, &VncServer::captureWanted, &desktop.server, nullptr));
    const int fd = desktop.open();
    QVERIFY(fd >= 0);
    RfbTestClient client(fd);
    QCOMPARE(desktop.captureWanted.size(), 1);
    QCOMPARE(desktop.captureWanted.first().first().toBool(), true);

    // A frame of an earlier capture, late.
    desktop.server.publishFrame(QRect(QPoint(), desktop.size));
    QTimer::singleShot(20, [&desktop] { desktop.setLayout(desktop.size); });
    QVERIFY(client.start());
    client.setEncodings({Encoding::raw});
    client.requestAll(false);
    QVERIFY(!client.update(50));
    desktop.paint(QRect(QPoint(), desktop.size), 0x445566);
    QVERIFY(client.update());
    QCOMPARE(client.pixel(0, 0), 0x445566U);
}

void TestVncUpdates::asksForFramesOncePerNeed()
{
    VncFixture desktop;
    const auto client = desktop.connect();
    client->setEncodings({Encoding::raw});
    client->requestAll(false);
    QVERIFY(client->update());
    QCOMPARE(desktop.frameWanted.size(), 0);

    client->requestAll(true);
    QTRY_COMPARE(desktop.frameWanted.size(), 1);
    client->requestAll(true);
    QVERIFY(!client->update(50));
    QCOMPARE(desktop.frameWanted.size(), 1);
    desktop.paint(QRect(0, 0, 1, 1), 1);
    QVERIFY(client->update());
    QCOMPARE(desktop.frameWanted.size(), 1);
    // A frame that does not touch what was asked for leaves the need as it was.
    client->request(QRect(0, 0, 1, 1), true);
    QTRY_COMPARE(desktop.frameWanted.size(), 2);
    desktop.paint(QRect(9, 9, 1, 1), 2);
    QCOMPARE(desktop.frameWanted.size(), 3);
}

void TestVncUpdates::asksForANewerFrameBeforeItRefines()
{
    VncFixture desktop(QSize(400, 300));
    const auto client = desktop.connect();
    QVERIFY(client);
    client->setEncodings({Encoding::tight, -26, Encoding::lastRect, Encoding::cursor});
    const QRect all(0, 0, 400, 300);
    desktop.paint(all, VncFixture::noise);
    client->requestAll(false);
    QVERIFY(client->update());
    QVERIFY(!client->lossy().isEmpty());
    // At rest by now, as far as the server knows; the desktop tells what is new when asked.
    client->update(700);
    connect(&desktop.server, &VncServer::frameWanted, this,
            [&] { desktop.paint(QRect(0, 0, 16, 16), 0xFF00FF); });
    client->requestAll(true);
    const auto update = client->update();
    disconnect(&desktop.server, nullptr, this, nullptr);
    QVERIFY(update);
    QCOMPARE(update->pixels(), QRegion(0, 0, 16, 16));
}

void TestVncUpdates::refinesWhatWasSentWithLoss()
{
    VncFixture desktop(QSize(1200, 500));
    const auto client = desktop.connect();
    client->setEncodings({Encoding::tight, -26, -254, Encoding::lastRect, Encoding::cursor});
    client->requestAll(false);
    QVERIFY(client->update());
    QVERIFY(!client->lossy().isEmpty());
    QRegion refined;
    while (refined != QRegion(0, 0, 1200, 500)) {
        client->requestAll(true);
        const auto update = client->update();
        QVERIFY(update);
        refined += update->pixels();
    }
    QVERIFY(desktop.isShownBy(*client, QRect(QPoint(), desktop.size)));
    client->requestAll(true);
    QVERIFY(!client->update(600));
}

void TestVncUpdates::mergesScatteredDamage()
{
    VncFixture desktop;
    const auto client = desktop.connect();
    client->setEncodings({Encoding::raw});
    client->requestAll(false);
    QVERIFY(client->update());
    for (int y = 0; y < 120; y += 2) {
        for (int x = 0; x < 200; x += 10)
            desktop.paint(QRect(x, y, 1, 1), 0xABCDEF);
    }
    client->requestAll(true);
    const auto update = client->update();
    QVERIFY(update);
    QVERIFY(update->rects.size() < 300);
    QVERIFY(desktop.isShownBy(*client, QRect(QPoint(), desktop.size)));
}

void TestVncUpdates::sendsNothingForDamageWithoutChange()
{
    VncFixture desktop;
    const auto client = desktop.connect();
    client->setEncodings({Encoding::raw});
    client->requestAll(false);
    QVERIFY(client->update());
    client->requestAll(true);
    QTRY_COMPARE(desktop.frameWanted.size(), 1);
    desktop.server.publishFrame(QRect(QPoint(), desktop.size));
    QVERIFY(!client->update(50));
    QCOMPARE(desktop.frameWanted.size(), 2); // still
}

void TestVncUpdates::learnsTheLineFromTheFirstPicture()
{
    VncFixture desktop;
    desktop.paint(QRect(0, 0, 200, 120), VncFixture::noise);
    const auto client = desktop.connect();
    client->setAnswersFences(false);
    client->setEncodings({Encoding::raw, Encoding::fence, Encoding::continuousUpdates});
    client->requestAll(false);
    QVERIFY(client->update());
    client->enableContinuousUpdates();
    desktop.paint(QRect(0, 0, 9, 9), 0x123456);
    QVERIFY(!client->update(100));
    client->setAnswersFences(true);
    QVERIFY(client->update());
}

QTEST_GUILESS_MAIN(TestVncUpdates)
#include "tst_VncUpdates.moc"
