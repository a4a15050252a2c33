#include "vnc/Tiles.h"
#include "vnc/UpdateQueue.h"

#include <QTest>

using namespace oriel;

/** What is copied, what is sent, and in which order. */
class TestUpdateQueue : public QObject {
    Q_OBJECT

private slots:
    void copiesWhatMoved();
    void sendsPixelsToWhoCannotCopy();
    void chainsMoves();
    void needsNoCopyForWhatCameBack();
    void sendsAgainWhatMovedUnseen();
    void keepsLossWithWhatMoved();
    void refinesLittleWhileSomethingMoves_data();
    void refinesLittleWhileSomethingMoves();
    void leavesThePaintedPointer();
    void copiesInFewRects();
    void spoilsNothingElsewhere();
    void copiesWithinTheRequestOnly();
    void ordersCopies();
    void breaksCircles();
};

namespace {

constexpr QRect all(0, 0, 300, 300);

/** A queue whose client shows everything. */
UpdateQueue upToDate(bool lossy = false)
{
    UpdateQueue queue;
    queue.setTakesCopies(true);
    queue.setSize(all.size());
    queue.request(all, false);
    const UpdateQueue::Update update = queue.take();
    if (lossy)
        queue.noteLossy(update.pixels);
    return queue;
}

UpdateQueue::Update takeAll(UpdateQueue &queue)
{
    queue.request(all, true);
    return queue.take();
}

PictureChange moved(const QRect &target, QPoint by, const QRegion &changed)
{
    return {changed, {{target, by}}};
}

} // namespace

void TestUpdateQueue::copiesWhatMoved()
{
    UpdateQueue queue = upToDate();
    queue.addChange(moved(QRect(0, 0, 300, 260), QPoint(0, -40), all), {});
    queue.request(all, true);
    QVERIFY(queue.hasDue());
    const UpdateQueue::Update update = queue.take();
    QCOMPARE(update.copies.size(), 1);
    QCOMPARE(update.copies.first().target, QRect(0, 0, 300, 260));
    QCOMPARE(update.copies.first().source(), QRect(0, 40, 300, 260));
    QCOMPARE(update.pixels, QRegion(0, 260, 300, 40));
    queue.request(all, true);
    QVERIFY(!queue.hasDue());
}

void TestUpdateQueue::sendsPixelsToWhoCannotCopy()
{
    UpdateQueue queue = upToDate();
    queue.addChange(moved(QRect(0, 0, 300, 260), QPoint(0, -40), all), {});
    queue.setTakesCopies(false);
    queue.addChange(moved(QRect(0, 0, 300, 260), QPoint(0, -40), QRect(0, 0, 300, 200)), {});
    const UpdateQueue::Update update = takeAll(queue);
    QVERIFY(update.copies.isEmpty());
    QCOMPARE(update.pixels, QRegion(all));
}

void TestUpdateQueue::chainsMoves()
{
    UpdateQueue queue = upToDate();
    for (int i = 0; i < 3; ++i)
        queue.addChange(moved(QRect(0, 0, 300, 260), QPoint(0, -40), all), {});
    const UpdateQueue::Update update = takeAll(queue);
    QCOMPARE(update.copies.size(), 1);
    QCOMPARE(update.copies.first().target, QRect(0, 0, 300, 180));
    QCOMPARE(update.copies.first().by, QPoint(0, -120));
    QCOMPARE(update.pixels, QRegion(0, 180, 300, 120));
}

void TestUpdateQueue::needsNoCopyForWhatCameBack()
{
    UpdateQueue queue = upToDate();
    queue.addChange(moved(QRect(0, 0, 300, 260), QPoint(0, -40), all), {});
    queue.addChange(moved(QRect(0, 40, 300, 260), QPoint(0, 40), all), {});
    const UpdateQueue::Update update = takeAll(queue);
    QVERIFY(update.copies.isEmpty());
    QCOMPARE(update.pixels, QRegion(0, 0, 300, 40));
}

void TestUpdateQueue::sendsAgainWhatMovedUnseen()
{
    UpdateQueue queue = upToDate();
    queue.addDamage(QRect(100, 100, 50, 50));
    queue.addChange(moved(QRect(0, 0, 300, 260), QPoint(0, -40), all), {});
    const UpdateQueue::Update update = takeAll(queue);
    QCOMPARE(update.pixels, QRegion(0, 260, 300, 40) + QRect(100, 60, 50, 50));
}

void TestUpdateQueue::keepsLossWithWhatMoved()
{
    UpdateQueue queue = upToDate();
    queue.addDamage(QRect(100, 100, 50, 50));
    queue.request(all, true);
    queue.noteLossy(queue.take().pixels);
    queue.addChange(moved(QRect(0, 0, 300, 260), QPoint(0, -40), all), {});
    takeAll(queue);
    queue.request(all, true);
    queue.age(100'000);
    QVERIFY(queue.isAgeing() && !queue.canRefine());
    queue.age(100'000);
    QVERIFY(!queue.isAgeing() && queue.canRefine());
    QCOMPARE(queue.takeRefinement(10'000), QRegion(100, 60, 50, 50));
}

void TestUpdateQueue::refinesLittleWhileSomethingMoves_data()
{
    QTest::addColumn<int>("bytes");
    QTest::addColumn<int>("least");
    QTest::addColumn<int>("most");
    // Of 48 KiB a tick what is left, at two bytes a pixel; a twelfth of the motion at least.
    QTest::addRow("light motion") << 1'000 << 61'000 << 64'000;
    QTest::addRow("heavy motion") << 20'000 << 20'000 << 22'000;
}

void TestUpdateQueue::refinesLittleWhileSomethingMoves()
{
    QFETCH(const int, bytes);
    QFETCH(const int, least);
    QFETCH(const int, most);
    UpdateQueue queue = upToDate(true);
    const QRect moving(0, 0, 50, 50);
    int refined = 0;
    for (int tick = 0; tick < 4; ++tick) {
        queue.age(100'000);
        for (int frame = 0; frame < 8; ++frame) {
            queue.addDamage(moving);
            takeAll(queue);
            queue.noteLossy(moving);
            queue.noteBytes(bytes);
            queue.request(all, true);
            if (queue.canRefine())
                refined += pixelsIn(queue.takeRefinement(100'000));
        }
    }
    QVERIFY2(refined > least && refined < most, qPrintable(QString::number(refined)));
    queue.age(100'000);
    queue.age(100'000);
    queue.request(all, true);
    QVERIFY(queue.canRefine());
    QCOMPARE(pixelsIn(queue.takeRefinement(100'000)), 300 * 300 - refined);
}

void TestUpdateQueue::leavesThePaintedPointer()
{
    UpdateQueue queue = upToDate();
    const QRect pointer(100, 100, 20, 20);
    queue.addChange(moved(QRect(0, 0, 300, 260), QPoint(0, -40), all), pointer);
    const UpdateQueue::Update update = takeAll(queue);
    QCOMPARE(update.pixels, QRegion(0, 260, 300, 40) + pointer + pointer.translated(0, -40));
    // In one rectangle, which spoils what is sent as pixels anyway.
    QCOMPARE(update.copies.size(), 1);
}

void TestUpdateQueue::copiesInFewRects()
{
    UpdateQueue queue = upToDate();
    QRegion lines;
    for (int y = 0; y < 200; y += 20)
        lines += QRect(0, y, 300, 15);
    queue.addChange({lines, {{lines, QPoint(0, -40)}}}, {});
    const UpdateQueue::Update update = takeAll(queue);
    QCOMPARE(update.copies.size(), 1);
    QCOMPARE(update.copies.first().target, lines.boundingRect());
    QCOMPARE(update.pixels, QRegion(lines.boundingRect()) - lines);
}

void TestUpdateQueue::spoilsNothingElsewhere()
{
    UpdateQueue queue = upToDate();
    const QRect up(0, 0, 300, 100);
    const QRect down(0, 110, 300, 90);
    queue.addChange({QRegion(up) + down, {{QRegion(up) + down, QPoint(0, -40)}}}, {});
    queue.request(up, true);
    queue.request(QRect(0, 120, 300, 80), true);
    const UpdateQueue::Update update = queue.take();
    QCOMPARE(update.copies.size(), 2);
    for (const CopyRect &copy : update.copies)
        QVERIFY(!copy.target.intersects(QRect(0, 100, 300, 20)));
}

void TestUpdateQueue::copiesWithinTheRequestOnly()
{
    UpdateQueue queue = upToDate();
    queue.addChange(moved(QRect(0, 0, 300, 260), QPoint(0, -40), all), {});
    queue.request(QRect(0, 0, 300, 100), true);
    UpdateQueue::Update update = queue.take();
    QCOMPARE(update.copies.size(), 1);
    QCOMPARE(update.copies.first().target, QRect(0, 0, 300, 100));
    QVERIFY(update.pixels.isEmpty());
    update = takeAll(queue);
    QVERIFY(update.copies.isEmpty());
    QCOMPARE(update.pixels, QRegion(0, 100, 300, 200));
}

void TestUpdateQueue::ordersCopies()
{
    UpdateQueue queue = upToDate();
    // The second reads what the first writes, and the third what the second does.
    const QRect places[] = {QRect(0, 0, 50, 50), QRect(100, 0, 50, 50), QRect(200, 0, 50, 50)};
    queue.addChange({all,
                     {{places[0], QPoint(-30, -200)},
                      {places[1], QPoint(100, 0)},
                      {places[2], QPoint(90, -10)}}},
                    {});
    const UpdateQueue::Update update = takeAll(queue);
    QCOMPARE(update.copies.size(), 3);
    for (int i = 0; i < 3; ++i)
        QCOMPARE(update.copies[i].target, places[2 - i]);
}

void TestUpdateQueue::breaksCircles()
{
    UpdateQueue queue = upToDate();
    const QRect left(0, 0, 100, 100);
    const QRect right(200, 0, 100, 90);
    queue.addChange({all, {{left, QPoint(-190, 0)}, {right, QPoint(200, 0)}}}, {});
    const UpdateQueue::Update update = takeAll(queue);
    QCOMPARE(update.copies.size(), 1);
    QCOMPARE(update.copies.first().target, left);
    QCOMPARE(update.pixels, QRegion(all) - left);
}

QTEST_GUILESS_MAIN(TestUpdateQueue)
#include "tst_UpdateQueue.moc"
