#include "VncFixture.h"

#include <QTest>

using namespace oriel;
namespace Encoding = oriel::rfb::Encoding;

/** What a viewer is told beside pixels: pointer, layout, name, lock keys, extensions. */
class TestVncNews : public QObject {
    Q_OBJECT

private slots:
    void sendsNothingThatWasNotOffered();
    void sendsTheCursor_data();
    void sendsTheCursor();
    void hidesTheCursor();
    void paintsThePointerForOneOnly();
    void tellsThePointersPlace();
    void announcesExtensionsOnce();
    void tellsNameAndLeds();
    void tellsTheLayout();
    void resizesInAnUpdateOfItsOwn();
    void answersResizes();
    void refusesResizes();
    void keepsTheSizeOfSimpleClients();
};

namespace {

/** Three by two: red, half green, clear; white, black, blue. Premultiplied. */
CursorShape shape()
{
    return {QSize(3, 2), QPoint(1, 1),
            QByteArray::fromHex("ff0000ff00800080000000"
                                "00ffffffff000000ff0000ffff")};
}

QByteArray setDesktopSize(QSize size, int screens = 1)
{
    rfb::ByteWriter message;
    message.u8(251).padding(1).u16(unsigned(size.width())).u16(unsigned(size.height()));
    message.u8(unsigned(screens)).padding(1);
    for (int i = 0; i < screens; ++i) {
        message.u32(7).u16(0).u16(0).u16(unsigned(size.width())).u16(unsigned(size.height()));
        message.u32(0);
    }
    return message.data();
}

} // namespace

void TestVncNews::sendsNothingThatWasNotOffered()
{
    VncFixture desktop;
    const auto client = desktop.connect();
    desktop.server.setCursor(shape());
    desktop.server.setPointerPosition(QPoint(50, 50));
    desktop.server.setLedState(2);
    desktop.server.setDesktopName(QStringLiteral("another"));
    client->setEncodings({Encoding::hextile});
    for (int i = 0; i < 3; ++i) {
        client->requestAll(false);
        const auto update = client->update();
        QVERIFY(update);
        for (const auto &rect : update->rects)
            QCOMPARE(rect.encoding, Encoding::hextile);
        desktop.setLayout(QSize(200 + i, 120));
        desktop.paint(QRect(QPoint(), desktop.size), 0x123456);
    }
}

void TestVncNews::sendsTheCursor_data()
{
    QTest::addColumn<QList<qint32>>("offered");
    QTest::addColumn<qint32>("sent");
    QTest::addColumn<QByteArray>("data");
    const QByteArray alpha = "0100ff0000ff00ff008000000000ffffffff000000ff0000ffff";
    const QByteArray rich = "ff00000000ff000000000000ffffff00000000000000ff00c0e0";
    const QByteArray x = "ffffff0000004080c0e0";
    QTest::newRow("alpha") << QList<qint32>{Encoding::xCursor, Encoding::vmwareCursor,
                                            Encoding::cursor}
                           << Encoding::vmwareCursor << alpha;
    QTest::newRow("rich") << QList<qint32>{Encoding::cursor, Encoding::xCursor} << Encoding::cursor
                          << rich;
    QTest::newRow("x") << QList<qint32>{Encoding::xCursor} << Encoding::xCursor << x;
}

void TestVncNews::sendsTheCursor()
{
    QFETCH(QList<qint32>, offered);
    QFETCH(qint32, sent);
    QFETCH(QByteArray, data);
    VncFixture desktop;
    const auto client = desktop.connect();
    client->setEncodings(offered);
    client->requestAll(false);
    QVERIFY(client->update());
    client->requestAll(true);
    desktop.server.setCursor(shape());
    auto update = client->update();
    QVERIFY(update);
    QCOMPARE(update->rects.size(), 1);
    QCOMPARE(update->rects[0].encoding, sent);
    QCOMPARE(update->rects[0].place, QRect(1, 1, 3, 2));
    QCOMPARE(update->rects[0].data.toHex(), data);
    // Its moves are the viewer's own business, and it is not painted into the picture.
    client->requestAll(true);
    desktop.server.setPointerPosition(QPoint(20, 20));
    QVERIFY(!client->update(50));
}

void TestVncNews::hidesTheCursor()
{
    VncFixture desktop;
    const auto client = desktop.connect();
    client->setEncodings({Encoding::vmwareCursor});
    desktop.server.setCursor(CursorShape());
    client->requestAll(false);
    const auto update = client->update();
    QVERIFY(update);
    const auto *cursor = update->find(Encoding::vmwareCursor);
    QVERIFY(cursor);
    QCOMPARE(cursor->place, QRect(0, 0, 0, 0));
    QCOMPARE(cursor->data.toHex(), QByteArray("0100"));
}

void TestVncNews::paintsThePointerForOneOnly()
{
    VncFixture desktop;
    const QRect all(QPoint(), desktop.size);
    const auto plain = desktop.connect(1);
    const auto modern = desktop.connect(2);
    desktop.paint(all, 0x404040);
    desktop.server.setCursor(shape());
    desktop.server.setPointerPosition(QPoint(31, 41));
    modern->setEncodings({Encoding::cursor});
    modern->requestAll(false);
    plain->requestAll(false);
    QVERIFY(plain->update());
    QVERIFY(modern->update());
    QVERIFY(desktop.isShownBy(*modern, all));
    QCOMPARE(plain->pixel(30, 40), 0x0000FFU);
    QCOMPARE(plain->pixel(31, 40), 0x20A020U);
    QCOMPARE(plain->pixel(32, 40), 0x404040U);
    QCOMPARE(plain->pixel(30, 41), 0xFFFFFFU);
    QCOMPARE(plain->pixel(29, 40), 0x404040U);
    QCOMPARE(desktop.pixel(30, 40), 0x404040U);

    plain->requestAll(true);
    modern->requestAll(true);
    desktop.server.setPointerPosition(QPoint(0, 0)); // partly outside
    const auto update = plain->update();
    QVERIFY(update);
    QCOMPARE(update->pixels(), QRegion(30, 40, 3, 2) + QRect(0, 0, 2, 1));
    QCOMPARE(plain->pixel(30, 40), 0x404040U);
    QCOMPARE(plain->pixel(0, 0), 0x000000U);
    QCOMPARE(plain->pixel(1, 0), 0xFF0000U);
    QVERIFY(!modern->update(50));

    // It learns to draw a cursor itself: the painted one goes.
    plain->setEncodings({Encoding::cursor});
    plain->requestAll(true);
    QVERIFY(plain->update());
    QVERIFY(desktop.isShownBy(*plain, all));
}

void TestVncNews::tellsThePointersPlace()
{
    VncFixture desktop;
    const auto client = desktop.connect();
    client->setEncodings({Encoding::vmwareCursor, Encoding::pointerPosition});
    client->requestAll(false);
    QVERIFY(client->update());
    client->requestAll(true);
    desktop.server.setPointerPosition(QPoint(12, 34));
    const auto update = client->update();
    QVERIFY(update);
    QVERIFY(update->has(Encoding::pointerPosition));
    QCOMPARE(update->rects[0].place.topLeft(), QPoint(12, 34));

    // Where the viewer put it itself is no news.
    client->requestAll(true);
    desktop.server.setPointerPosition(QPoint(60, 61), 1);
    QVERIFY(!client->update(50));
    desktop.server.setPointerPosition(QPoint(70, 71), 2);
    QVERIFY(client->update());
}

void TestVncNews::announcesExtensionsOnce()
{
    VncFixture desktop;
    const QList<qint32> offered{Encoding::qemuExtendedKey, Encoding::extendedMouseButtons};
    const auto client = desktop.connect(1);
    const auto viewOnly = desktop.connect(2, {false, false});
    for (int i = 0; i < 2; ++i) {
        for (const auto &viewer : {client.get(), viewOnly.get()}) {
            viewer->setEncodings(offered);
            viewer->requestAll(false);
            const auto update = viewer->update();
            QVERIFY(update);
            const bool expected = i == 0 && viewer == client.get();
            QCOMPARE(update->has(Encoding::qemuExtendedKey), expected);
            QCOMPARE(update->has(Encoding::extendedMouseButtons), expected);
        }
    }
}

void TestVncNews::tellsNameAndLeds()
{
    VncFixture desktop;
    const auto client = desktop.connect();
    client->setEncodings({Encoding::desktopName, Encoding::qemuLedState});
    client->requestAll(false);
    auto update = client->update();
    QVERIFY(update);
    QVERIFY(!update->has(Encoding::desktopName) && !update->has(Encoding::qemuLedState));
    client->requestAll(true);
    desktop.server.setLedState(6);
    update = client->update();
    QVERIFY(update);
    QCOMPARE(update->rects.size(), 1);
    QCOMPARE(update->find(Encoding::qemuLedState)->data, QByteArray(1, '\6'));
    client->requestAll(true);
    desktop.server.setDesktopName(QStringLiteral("b\u00e4r"));
    update = client->update();
    QVERIFY(update);
    QCOMPARE(update->find(Encoding::desktopName)->data, QByteArray("b\xc3\xa4r"));
    client->requestAll(true);
    desktop.server.setLedState(6);
    QVERIFY(!client->update(50));
}

void TestVncNews::tellsTheLayout()
{
    VncFixture desktop;
    const auto client = desktop.connect();
    client->setEncodings({Encoding::desktopSize, Encoding::extendedDesktopSize});
    for (int i = 0; i < 2; ++i) {
        client->requestAll(false);
        const auto update = client->update();
        QVERIFY(update);
        QCOMPARE(update->pixels(), QRegion(0, 0, 200, 120));
        QVERIFY(!update->has(Encoding::desktopSize));
        const auto *layout = update->find(Encoding::extendedDesktopSize);
        QVERIFY(layout);
        QCOMPARE(layout->place, QRect(0, 0, 200, 120));
        QCOMPARE(layout->data.toHex(), QByteArray("000000070000000000c8007800000000"));
    }
    // Another arrangement of the same size.
    client->requestAll(true);
    desktop.server.setLayout(
        {desktop.size, {{1, QRect(0, 0, 100, 120), {}}, {2, QRect(100, 0, 100, 120), {}}}});
    const auto update = client->update();
    QVERIFY(update);
    QCOMPARE(update->rects.size(), 1);
    QCOMPARE(update->rects[0].data.size(), 32);
}

void TestVncNews::resizesInAnUpdateOfItsOwn()
{
    for (const qint32 encoding : {Encoding::desktopSize, Encoding::extendedDesktopSize}) {
        VncFixture desktop;
        const auto client = desktop.connect();
        client->setEncodings({encoding});
        client->requestAll(false);
        QVERIFY(client->update());
        client->requestAll(true);
        desktop.setLayout(QSize(320, 90));
        desktop.paint(QRect(0, 0, 320, 90), VncFixture::noise);
        auto update = client->update();
        QVERIFY(update);
        QCOMPARE(update->rects.size(), 1);
        QVERIFY(update->has(encoding));
        QCOMPARE(client->size, QSize(320, 90));
        QVERIFY(!client->update(50));
        client->requestAll(true);
        update = client->update();
        QVERIFY(update);
        QVERIFY(desktop.isShownBy(*client, QRect(0, 0, 320, 90)));
    }
}

void TestVncNews::answersResizes()
{
    VncFixture desktop;
    QSignalSpy asked(&desktop.server, &VncServer::resizeRequested);
    const auto one = desktop.connect(1);
    const auto two = desktop.connect(2);
    for (const auto &client : {one.get(), two.get()}) {
        client->setEncodings({Encoding::extendedDesktopSize, Encoding::cursor});
        client->requestAll(false);
        QVERIFY(client->update());
        client->requestAll(true);
    }
    one->send(setDesktopSize(QSize(400, 300)));
    QTRY_COMPARE(asked.size(), 1);
    QCOMPARE(asked[0][0].toInt(), 1);
    QCOMPARE(asked[0][1].toSize(), QSize(400, 300));
    desktop.server.finishResize(1, true);
    QVERIFY(!one->update(50));
    desktop.setLayout(QSize(400, 300));
    desktop.paint(QRect(0, 0, 400, 300), 0x777777);
    QCOMPARE(one->update().value().rects[0].place, QRect(1, 0, 400, 300));
    QCOMPARE(two->update().value().rects[0].place, QRect(2, 0, 400, 300));

    // The layout first, then the desktop's word; and a change that nobody asked for.
    two->send(setDesktopSize(QSize(410, 300)));
    QTRY_COMPARE(asked.size(), 2);
    one->requestAll(true);
    two->requestAll(true);
    QVERIFY(one->update() && two->update());
    one->requestAll(true);
    two->requestAll(true);
    desktop.setLayout(QSize(410, 300));
    desktop.server.finishResize(2, true);
    desktop.paint(QRect(0, 0, 410, 300), 0x777777);
    QCOMPARE(two->update().value().rects[0].place, QRect(1, 0, 410, 300));
    QCOMPARE(one->update().value().rects[0].place, QRect(2, 0, 410, 300));
    one->requestAll(true);
    QVERIFY(one->update());
    one->requestAll(true);
    desktop.setLayout(QSize(420, 300));
    QCOMPARE(one->update().value().rects[0].place, QRect(0, 0, 420, 300));
}

void TestVncNews::refusesResizes()
{
    VncFixture desktop;
    QSignalSpy asked(&desktop.server, &VncServer::resizeRequested);
    const auto client = desktop.connect(1);
    const auto viewOnly = desktop.connect(2, {false, true});
    const auto answer = [](RfbTestClient &viewer, const QByteArray &message) {
        viewer.requestAll(true);
        viewer.send(message);
        const auto update = viewer.update();
        return update ? update->rects.value(0).place.topLeft() : QPoint();
    };
    for (const auto &viewer : {client.get(), viewOnly.get()}) {
        viewer->setEncodings({Encoding::extendedDesktopSize, Encoding::cursor});
        viewer->requestAll(false);
        QVERIFY(viewer->update());
    }
    QCOMPARE(answer(*viewOnly, setDesktopSize(QSize(400, 300))), QPoint(1, 1));
    QCOMPARE(answer(*client, setDesktopSize(QSize(0, 300))), QPoint(1, 3));
    QCOMPARE(answer(*client, setDesktopSize(QSize(40000, 300))), QPoint(1, 3));
    QCOMPARE(answer(*client, setDesktopSize(QSize(400, 300), 0)), QPoint(1, 3));
    QCOMPARE(answer(*client, setDesktopSize(desktop.size)), QPoint(1, 0));
    QCOMPARE(asked.size(), 0);
    QObject::connect(&desktop.server, &VncServer::resizeRequested, &desktop.server,
                     [&](ViewerId viewer) { desktop.server.finishResize(viewer, false); });
    QCOMPARE(answer(*client, setDesktopSize(QSize(400, 300))), QPoint(1, 1));
    QCOMPARE(asked.size(), 1);
    QCOMPARE(client->size, desktop.size);
}

void TestVncNews::keepsTheSizeOfSimpleClients()
{
    for (const qint32 encoding : {Encoding::raw, Encoding::tight, Encoding::zrle}) {
        VncFixture desktop;
        const auto client = desktop.connect();
        client->setEncodings({encoding, Encoding::cursor});
        client->requestAll(false);
        QVERIFY(client->update());

        desktop.setLayout(QSize(150, 300));
        desktop.paint(QRect(0, 0, 150, 300), VncFixture::noise);
        client->requestAll(true);
        QVERIFY(client->update());
        QVERIFY(desktop.isShownBy(*client, QRect(0, 0, 150, 120)));
        QCOMPARE(client->pixel(150, 0), 0U);
        QCOMPARE(client->pixel(199, 119), 0U);
        client->request(QRect(140, 100, 60, 20), false);
        QCOMPARE(client->update().value().pixels(), QRegion(140, 100, 60, 20));

        desktop.setLayout(QSize(900, 700));
        desktop.paint(QRect(0, 0, 900, 700), VncFixture::noise);
        client->requestAll(false);
        QCOMPARE(client->update().value().pixels(), QRegion(0, 0, 200, 120));
        QVERIFY(desktop.isShownBy(*client, QRect(0, 0, 200, 120)));
    }
}

QTEST_GUILESS_MAIN(TestVncNews)
#include "tst_VncNews.moc"
