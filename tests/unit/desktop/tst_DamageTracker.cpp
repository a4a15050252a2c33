#include "desktop/DamageTracker.h"

#include <QtTest>

using namespace oriel;

namespace {

qint64 areaOf(const QRegion &region)
{
    qint64 area = 0;
    for (const QRect &rect : region)
        area += qint64(rect.width()) * rect.height();
    return area;
}

} // namespace

class tst_DamageTracker : public QObject {
    Q_OBJECT

private slots:
    void startsEmpty();
    void newSizeIsAllDamage();
    void clipsToThePicture();
    void ignoresWhatLiesOutside();
    void takeLeavesNothing();
    void keepsDistantRectanglesApart();
    void joinsNeighbours();
    void neverGivesTooMany();
    void coversAllThatWasAdded();
};

void tst_DamageTracker::startsEmpty()
{
    DamageTracker tracker;
    QVERIFY(tracker.isEmpty());
    QVERIFY(tracker.take().isEmpty());
}

void tst_DamageTracker::newSizeIsAllDamage()
{
    DamageTracker tracker;
    tracker.resize({100, 50});
    QCOMPARE(tracker.take(), QRegion(0, 0, 100, 50));
    tracker.add(QRect(90, 40, 10, 10));
    tracker.resize({80, 60});
    QCOMPARE(tracker.size(), QSize(80, 60));
    QCOMPARE(tracker.take(), QRegion(0, 0, 80, 60));
}

void tst_DamageTracker::clipsToThePicture()
{
    DamageTracker tracker;
    tracker.resize({100, 50});
    tracker.take();
    tracker.add(QRect(-5, -5, 10, 10));
    QCOMPARE(tracker.take(), QRegion(0, 0, 5, 5));
    tracker.add(QRegion(90, 40, 100, 100));
    QCOMPARE(tracker.take(), QRegion(90, 40, 10, 10));
}

void tst_DamageTracker::ignoresWhatLiesOutside()
{
    DamageTracker tracker;
    tracker.resize({100, 50});
    tracker.take();
    tracker.add(QRect(100, 0, 10, 10));
    tracker.add(QRect());
    QVERIFY(tracker.isEmpty());
}

void tst_DamageTracker::takeLeavesNothing()
{
    DamageTracker tracker;
    tracker.resize({100, 50});
    QVERIFY(!tracker.isEmpty());
    tracker.take();
    QVERIFY(tracker.isEmpty());
    tracker.addAll();
    QCOMPARE(tracker.take(), QRegion(0, 0, 100, 50));
}

void tst_DamageTracker::keepsDistantRectanglesApart()
{
    DamageTracker tracker;
    tracker.resize({1920, 1080});
    tracker.take();
    tracker.add(QRect(0, 0, 10, 10));
    tracker.add(QRect(1900, 1000, 10, 10));
    const QRegion damage = tracker.take();
    QCOMPARE(damage.rectCount(), 2);
    QCOMPARE(areaOf(damage), 200);
}

void tst_DamageTracker::joinsNeighbours()
{
    DamageTracker tracker;
    tracker.resize({1920, 1080});
    tracker.take();
    tracker.add(QRect(0, 0, 10, 10));
    tracker.add(QRect(12, 0, 10, 10));
    QCOMPARE(tracker.take(), QRegion(0, 0, 22, 10));
}

void tst_DamageTracker::neverGivesTooMany()
{
    DamageTracker tracker;
    tracker.resize({4000, 4000});
    tracker.take();
    for (int i = 0; i < 2000; ++i)
        tracker.add(QRect(i * 7919 % 3990, i * 104729 % 3990, 3, 3));
    QVERIFY(tracker.take().rectCount() <= 4 * DamageTracker::maxRectangles);
}

void tst_DamageTracker::coversAllThatWasAdded()
{
    DamageTracker tracker;
    tracker.resize({1000, 1000});
    tracker.take();
    QRegion added;
    for (int i = 0; i < 300; ++i) {
        const QRect rect(i * 7919 % 990, i * 104729 % 990, 1 + i % 17, 1 + i % 5);
        added += rect & QRect(0, 0, 1000, 1000);
        tracker.add(rect);
    }
    const QRegion damage = tracker.take();
    QVERIFY(added.subtracted(damage).isEmpty());
    QVERIFY(QRect(0, 0, 1000, 1000).contains(damage.boundingRect()));
}

QTEST_GUILESS_MAIN(tst_DamageTracker)
#include "tst_DamageTracker.moc"
