#include "VncFixture.h"

#include <QTest>

using namespace oriel;
namespace Encoding = oriel::rfb::Encoding;

/** What moved on the desktop is copied by viewers that can, and all of them see it right. */
class TestVncMoves : public QObject {
    Q_OBJECT

private slots:
    void copiesWhatMoved_data();
    void copiesWhatMoved();
    void doesNotCopyThePaintedPointer();
    void copiesNothingAfterAnotherOffer();
};

namespace {

PixelFormat bgrx()
{
    PixelFormat format;
    format.redShift = 16;
    format.blueShift = 0;
    return format;
}

/** What a pixel 0xBBGGRR is for a client: red and blue change places in bgrx(). */
quint32 inFormat(quint32 pixel, const PixelFormat &format)
{
    return (pixel & 0xFF) << format.redShift | (pixel & 0xFF00)
        | (pixel >> 16 & 0xFF) << format.blueShift;
}

} // namespace

void TestVncMoves::copiesWhatMoved_data()
{
    QTest::addColumn<int>("format");
    QTest::addColumn<qint32>("encoding");
    QTest::addRow("raw") << 0 << Encoding::raw;
    QTest::addRow("tight") << 0 << Encoding::tight;
    QTest::addRow("zrle, bgrx") << 1 << Encoding::zrle;
}

void TestVncMoves::copiesWhatMoved()
{
    QFETCH(int, format);
    QFETCH(qint32, encoding);
    const PixelFormat pixels = format == 0 ? PixelFormat() : bgrx();
    VncFixture desktop(QSize(300, 200));
    const auto client = desktop.connect();
    client->setFormat(pixels);
    client->setEncodings({encoding, Encoding::copyRect, Encoding::cursor});
    client->requestAll(false);
    QVERIFY(client->update());
    client->requestAll(true);
    desktop.scroll(QRect(20, 0, 250, 200), 30);
    const auto update = client->update();
    QVERIFY(update);
    QCOMPARE(update->find(Encoding::copyRect)->place, QRect(20, 0, 250, 170));
    for (int y = 0; y < 200; ++y) {
        for (int x = 0; x < 300; ++x)
            QCOMPARE(client->pixel(x, y), inFormat(desktop.pixel(x, y), pixels));
    }
    client->requestAll(true);
    QVERIFY(!client->update(50));
}

void TestVncMoves::doesNotCopyThePaintedPointer()
{
    VncFixture desktop(QSize(300, 200));
    const CursorShape cursor{QSize(8, 8), QPoint(0, 0), QByteArray(8 * 8 * 4, '\xFF')};
    desktop.server.setCursor(cursor);
    desktop.server.setPointerPosition(QPoint(100, 100));
    const auto client = desktop.connect();
    client->setEncodings({Encoding::raw, Encoding::copyRect});
    client->requestAll(false);
    QVERIFY(client->update());
    QCOMPARE(client->pixel(103, 103), 0xFFFFFFU);
    QPoint pointer(100, 100);
    const auto movePointer = [&](QPoint by) {
        pointer += by;
        desktop.server.setPointerPosition(pointer);
    };
    for (int i = 0; i < 4; ++i) {
        if (i == 1)
            movePointer(QPoint(20, -40));
        desktop.scroll(QRect(0, 0, 300, 200), 20);
        if (i == 2)
            movePointer(QPoint(3, 4));
        client->requestAll(true);
        const auto update = client->update();
        QVERIFY(update);
        QVERIFY(update->has(Encoding::copyRect));
        const QRect painted(pointer, cursor.size);
        for (int y = 0; y < 200; ++y) {
            for (int x = 0; x < 300; ++x)
                QCOMPARE(client->pixel(x, y),
                         painted.contains(x, y) ? 0xFFFFFFU : desktop.pixel(x, y));
        }
    }
}

void TestVncMoves::copiesNothingAfterAnotherOffer()
{
    VncFixture desktop(QSize(300, 200));
    const auto client = desktop.connect();
    client->setEncodings({Encoding::raw, Encoding::copyRect, Encoding::cursor});
    client->requestAll(false);
    QVERIFY(client->update());
    desktop.scroll(QRect(0, 0, 300, 200), 20);
    client->setEncodings({Encoding::raw, Encoding::cursor});
    client->requestAll(true);
    const auto update = client->update();
    QVERIFY(update);
    QVERIFY(!update->has(Encoding::copyRect));
    QVERIFY(desktop.isShownBy(*client, QRect(QPoint(), desktop.size)));
}

QTEST_GUILESS_MAIN(TestVncMoves)
#include "tst_VncMoves.moc"
