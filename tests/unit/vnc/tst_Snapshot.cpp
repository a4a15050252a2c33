#include "TestScreen.h"
#include "vnc/Snapshot.h"
#include "vnc/Tiles.h"

#include <QTest>

using namespace oriel;

/** What changed is known exactly, in tiles, and the snapshot shows what was published. */
class TestSnapshot : public QObject {
    Q_OBJECT

private slots:
    void beginsWithEverything();
    void findsNoChangeInDamage();
    void findsOnePixel_data();
    void findsOnePixel();
    void joinsTilesThatTouch();
    void coarsensScatteredChanges();
    void staysInTheDamage();
    void beginsAgainWithAnotherSize();
    void tellsMovesOnDemand();
    void showsWhatWasPublished();
};

namespace {

bool isSame(const Framebuffer &a, const Framebuffer &b)
{
    return changedTiles(a, b, QRect(QPoint(), a.size())).isEmpty();
}

} // namespace

void TestSnapshot::beginsWithEverything()
{
    TestScreen screen(QSize(50, 40));
    screen.texture(screen.bounds(), 1);
    Snapshot snapshot;
    QVERIFY(!snapshot.picture());
    QCOMPARE(snapshot.update(screen.picture, QRect(1, 1, 2, 2), true).changed,
             QRegion(screen.bounds()));
    QVERIFY(isSame(*snapshot.picture(), screen.picture));
    snapshot.clear();
    QVERIFY(!snapshot.picture());
}

void TestSnapshot::findsNoChangeInDamage()
{
    TestScreen screen(QSize(50, 40));
    Snapshot snapshot;
    snapshot.update(screen.picture, screen.bounds(), true);
    QVERIFY(snapshot.update(screen.picture, screen.bounds(), true).changed.isEmpty());
}

void TestSnapshot::findsOnePixel_data()
{
    QTest::addColumn<QPoint>("at");
    QTest::addColumn<QRect>("tile");
    QTest::addRow("first") << QPoint(0, 0) << QRect(0, 0, 16, 16);
    QTest::addRow("last of a tile") << QPoint(15, 15) << QRect(0, 0, 16, 16);
    QTest::addRow("first of the next") << QPoint(16, 16) << QRect(16, 16, 16, 16);
    QTest::addRow("last of all") << QPoint(49, 38) << QRect(48, 32, 2, 7);
}

void TestSnapshot::findsOnePixel()
{
    QFETCH(QPoint, at);
    QFETCH(QRect, tile);
    for (const quint32 colour : {0x000001U, 0x000100U, 0x800000U}) {
        TestScreen screen(QSize(50, 39));
        Snapshot snapshot;
        snapshot.update(screen.picture, screen.bounds(), false);
        screen.setPixel(at.x(), at.y(), colour);
        QCOMPARE(snapshot.update(screen.picture, screen.bounds(), false).changed, QRegion(tile));
        QVERIFY(isSame(*snapshot.picture(), screen.picture));
    }
}

void TestSnapshot::joinsTilesThatTouch()
{
    TestScreen screen(QSize(200, 200));
    Snapshot snapshot;
    snapshot.update(screen.picture, screen.bounds(), false);
    screen.fill(QRect(20, 30, 100, 90), 0x123456);
    const QRegion changed = snapshot.update(screen.picture, screen.bounds(), false).changed;
    QCOMPARE(changed, QRegion(16, 16, 112, 112));
    QCOMPARE(changed.rectCount(), 1);
}

void TestSnapshot::coarsensScatteredChanges()
{
    TestScreen screen(QSize(1000, 1000));
    Snapshot snapshot;
    snapshot.update(screen.picture, screen.bounds(), false);
    for (int i = 0; i < 900; ++i)
        screen.setPixel(i % 30 * 33, i / 30 * 33, 0xFFFFFF);
    screen.setPixel(999, 999, 0xFFFFFF);
    const QRegion changed = snapshot.update(screen.picture, screen.bounds(), false).changed;
    QVERIFY(changed.rectCount() <= 128);
    for (int i = 0; i < 900; ++i)
        QVERIFY(changed.contains(QPoint(i % 30 * 33, i / 30 * 33)));
    QVERIFY(changed.contains(QPoint(999, 999)));
    QVERIFY(isSame(*snapshot.picture(), screen.picture));
}

/** What changed elsewhere is told when its own damage comes. */
void TestSnapshot::staysInTheDamage()
{
    TestScreen screen(QSize(100, 100));
    Snapshot snapshot;
    snapshot.update(screen.picture, screen.bounds(), false);
    screen.fill(screen.bounds(), 0x123456);
    const QRegion damage = QRegion(3, 4, 21, 20) + QRect(50, 50, 1, 1);
    QCOMPARE(snapshot.update(screen.picture, damage, false).changed, damage);
    const QRegion later = snapshot.update(screen.picture, screen.bounds(), false).changed;
    QCOMPARE(later + damage, QRegion(screen.bounds()));
    QVERIFY(isSame(*snapshot.picture(), screen.picture));
}

void TestSnapshot::beginsAgainWithAnotherSize()
{
    TestScreen small(QSize(100, 100));
    TestScreen large(QSize(120, 90));
    Snapshot snapshot;
    snapshot.update(small.picture, small.bounds(), true);
    QCOMPARE(snapshot.update(large.picture, QRect(0, 0, 1, 1), true).changed,
             QRegion(large.bounds()));
    QCOMPARE(snapshot.picture()->size(), QSize(120, 90));
}

void TestSnapshot::tellsMovesOnDemand()
{
    for (const bool wanted : {false, true}) {
        TestScreen screen(QSize(300, 300));
        Snapshot snapshot;
        screen.texture(screen.bounds(), 1);
        snapshot.update(screen.picture, screen.bounds(), wanted);
        screen.texture(screen.bounds(), 1, QPoint(0, 40));
        const PictureChange change = snapshot.update(screen.picture, screen.bounds(), wanted);
        QCOMPARE(change.changed, QRegion(screen.bounds()));
        QCOMPARE(change.moves.size(), wanted ? 1 : 0);
        QVERIFY(isSame(*snapshot.picture(), screen.picture));
    }
}

void TestSnapshot::showsWhatWasPublished()
{
    QRandomGenerator random(5);
    TestScreen screen(QSize(211, 97));
    TestScreen shown(screen.picture.size());
    Snapshot snapshot;
    snapshot.update(screen.picture, screen.bounds(), true);
    for (int frame = 0; frame < 500; ++frame) {
        const QRect area(random.bounded(211), random.bounded(97), 1 + random.bounded(80),
                         1 + random.bounded(40));
        screen.noise(area, random);
        const QRegion changed = snapshot.update(screen.picture, area, true).changed;
        copyPixels(shown.picture, screen.picture, changed & screen.bounds());
        QVERIFY(isSame(*snapshot.picture(), screen.picture));
        QVERIFY(isSame(shown.picture, screen.picture));
    }
}

QTEST_GUILESS_MAIN(TestSnapshot)
#include "tst_Snapshot.moc"
