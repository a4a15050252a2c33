#include "vnc/InputDesk.h"
#include "vnc/RfbTypes.h"

#include <QStringList>
#include <QTest>

using namespace oriel;

namespace {

constexpr ViewerId one = 1, two = 2;

QByteArray key(quint32 keysym, bool down = true)
{
    return rfb::ByteWriter().u8(4).u8(down).padding(2).u32(keysym).data();
}

QByteArray qemuKey(quint32 keysym, quint32 scancode)
{
    return rfb::ByteWriter().u8(255).u8(0).u16(1).u32(keysym).u32(scancode).data();
}

QByteArray pointer(int x, int y, unsigned buttons = 0)
{
    return rfb::ByteWriter().u8(5).u8(buttons).u16(unsigned(x)).u16(unsigned(y)).data();
}

} // namespace

class TestInputDesk : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<InputDesk> desk;
    QStringList played;

    void enter(ViewerId viewer, ViewerRights rights = {})
    {
        ViewerInfo info;
        info.id = viewer;
        info.rights = rights;
        desk->enter(info);
    }

private slots:
    void init();
    void playsWhatItTakes();
    void keepsPointersInside();
    void followsTheLayout();
    void waitsForBarriers();
    void keepsTheOrderBehindABarrier();
    void holdsNobodyElseUp();
    void takesNothingOfStrangers();
    void takesNothingOfWhoMayOnlyLook();
    void letsGoBehindTheLastInput();
    void dropsWhatWaitsWhenAViewerLeaves();
    void countsAnewForWhoComesBack();
    void mayBeLeftFromInsideItsSignals();
    void knowsWhoMovedThePointer();
};

void TestInputDesk::init()
{
    played.clear();
    desk = std::make_unique<InputDesk>();
    desk->setLayout({QSize(200, 120), {}});
    connect(desk.get(), &InputDesk::key, this, [this](ViewerId viewer, KeyInput input) {
        played += QStringLiteral("%1: %2 %3%4")
                      .arg(viewer)
                      .arg(input.keysym, 0, 16)
                      .arg(input.scancode, 0, 16)
                      .arg(QLatin1Char(input.down ? '+' : '-'));
    });
    connect(desk.get(), &InputDesk::pointer, this, [this](ViewerId viewer, PointerInput input) {
        played += QStringLiteral("%1: %2,%3 %4")
                      .arg(viewer)
                      .arg(input.position.x())
                      .arg(input.position.y())
                      .arg(input.buttons, 0, 16);
    });
    connect(desk.get(), &InputDesk::released, this,
            [this](ViewerId viewer) { played += QStringLiteral("%1: released").arg(viewer); });
}

void TestInputDesk::playsWhatItTakes()
{
    enter(one);
    desk->take(one,
               key(0x0101F642) + key(0x0101F642, false) + pointer(10, 20, 0x7F) + qemuKey(0, 0xC8)
                   + rfb::ByteWriter().u8(240).u8(0x41).u8(3).u16(3).u16(4).data(),
               0);
    QCOMPARE(played,
             (QStringList{QStringLiteral("1: 101f642 0+"), QStringLiteral("1: 101f642 0-"),
                          QStringLiteral("1: 10,20 7f"), QStringLiteral("1: 0 c8+"),
                          QStringLiteral("1: 3,4 1c1")}));
}

void TestInputDesk::keepsPointersInside()
{
    enter(one);
    desk->take(one, pointer(60000, 50000), 0);
    QCOMPARE(played, QStringList{QStringLiteral("1: 199,119 0")});
}

void TestInputDesk::followsTheLayout()
{
    enter(one);
    desk->passBarrier(one);
    desk->take(one, pointer(300, 150), 2); // behind a wish for another size
    desk->setLayout({QSize(400, 300), {}});
    desk->passBarrier(one);
    QCOMPARE(played, QStringList{QStringLiteral("1: 300,150 0")});
}

void TestInputDesk::waitsForBarriers()
{
    enter(one);
    desk->take(one, key(0x61), 1);
    QVERIFY(played.isEmpty());
    desk->passBarrier(one);
    QCOMPARE(played, QStringList{QStringLiteral("1: 61 0+")});
    desk->take(one, key(0x62), 3);
    desk->passBarrier(one);
    QCOMPARE(played.size(), 1);
    desk->passBarrier(one);
    QCOMPARE(played.size(), 2);
    // The vnc thread may be faster than the net thread.
    desk->passBarrier(one);
    desk->take(one, key(0x63), 4);
    QCOMPARE(played.size(), 3);
}

void TestInputDesk::keepsTheOrderBehindABarrier()
{
    enter(one);
    for (quint32 i = 0; i < 9; ++i)
        desk->take(one, key(0x61 + i), 1 + i / 3);
    QVERIFY(played.isEmpty());
    desk->passBarrier(one);
    QCOMPARE(played.size(), 3);
    desk->passBarrier(one);
    desk->passBarrier(one);
    QStringList expected;
    for (int i = 0; i < 9; ++i)
        expected += QStringLiteral("1: %1 0+").arg(0x61 + i, 0, 16);
    QCOMPARE(played, expected);
}

void TestInputDesk::holdsNobodyElseUp()
{
    enter(one);
    enter(two);
    desk->take(one, key(0x61), 1);
    desk->take(two, key(0x62), 0);
    QCOMPARE(played, QStringList{QStringLiteral("2: 62 0+")});
    desk->passBarrier(two);
    QCOMPARE(played.size(), 1);
}

void TestInputDesk::takesNothingOfStrangers()
{
    desk->take(one, key(0x61), 0);
    desk->passBarrier(one);
    desk->letGo(one);
    desk->leave(one);
    QVERIFY(played.isEmpty());
}

void TestInputDesk::takesNothingOfWhoMayOnlyLook()
{
    enter(one, {false, true});
    desk->take(one, key(0x61) + pointer(1, 1, 1), 0);
    QVERIFY(played.isEmpty());
}

void TestInputDesk::letsGoBehindTheLastInput()
{
    enter(one);
    desk->take(one, key(0x61), 1);
    desk->letGo(one);
    desk->take(one, key(0x62), 1);
    QVERIFY(played.isEmpty());
    desk->passBarrier(one);
    QCOMPARE(played,
             (QStringList{QStringLiteral("1: 61 0+"), QStringLiteral("1: released"),
                          QStringLiteral("1: 62 0+")}));
    desk->letGo(one);
    QCOMPARE(played.last(), QStringLiteral("1: released"));
}

void TestInputDesk::dropsWhatWaitsWhenAViewerLeaves()
{
    enter(one);
    desk->take(one, key(0x61), 0);
    desk->take(one, key(0x62), 1);
    desk->leave(one);
    desk->leave(one);
    desk->passBarrier(one);
    desk->take(one, key(0x63), 0);
    QCOMPARE(played, (QStringList{QStringLiteral("1: 61 0+"), QStringLiteral("1: released")}));
}

void TestInputDesk::countsAnewForWhoComesBack()
{
    enter(one);
    desk->passBarrier(one);
    desk->leave(one);
    played.clear();
    enter(one);
    desk->take(one, key(0x61), 1);
    QVERIFY(played.isEmpty());
    desk->passBarrier(one);
    QCOMPARE(played.size(), 1);
}

void TestInputDesk::mayBeLeftFromInsideItsSignals()
{
    connect(desk.get(), &InputDesk::key, desk.get(), [this] { desk->leave(one); });
    enter(one);
    desk->take(one, key(0x61), 1);
    desk->take(one, key(0x62), 1);
    desk->passBarrier(one);
    QCOMPARE(played, (QStringList{QStringLiteral("1: 61 0+"), QStringLiteral("1: released")}));
}

void TestInputDesk::knowsWhoMovedThePointer()
{
    QList<std::pair<QPoint, ViewerId>> moves;
    connect(desk.get(), &InputDesk::pointerMoved, this, [&](QPoint position, ViewerId mover) {
        moves += {position, mover};
    });
    enter(one);
    enter(two);
    desk->take(one, pointer(10, 10) + pointer(20, 20) + pointer(900, 20), 0);
    desk->take(two, pointer(20, 20), 0);
    for (const QPoint position : {QPoint(10, 10), QPoint(199, 20), QPoint(20, 20), QPoint(1, 1)})
        desk->notePointer(position);
    const QList<std::pair<QPoint, ViewerId>> expected{
        {{10, 10}, one}, {{199, 20}, one}, {{20, 20}, two}, {{1, 1}, 0}};
    QCOMPARE(moves, expected);
}

QTEST_APPLESS_MAIN(TestInputDesk)
#include "tst_InputDesk.moc"
