#include "TestScreen.h"
#include "vnc/MoveFinder.h"
#include "vnc/Tiles.h"

#include <QTest>

using namespace oriel;

/** What is found is right to the pixel, and what people do with windows is found. */
class TestMoveFinder : public QObject {
    Q_OBJECT

private slots:
    void findsScrolls_data();
    void findsScrolls();
    void findsDrags_data();
    void findsDrags();
    void findsSeveralWindows();
    void findsTextOnWhite();
    void leavesPeriodicPatternsRight();
    void leavesFlatAreasAlone();
    void findsNothingInNoise();
    void searchesLessWhereNothingIsFound();
    void searchesAgainAfterNoise();
    void keepsToTheDamage();
    void takesAnySize_data();
    void takesAnySize();
    void isRightWhateverHappens();
};

namespace {

using namespace std::chrono_literals;

int area(const QRect &rect) { return rect.width() * rect.height(); }

int pixelsMoved(const QList<Move> &moves)
{
    int pixels = 0;
    for (const Move &move : moves)
        pixels += pixelsIn(move.target);
    return pixels;
}

/** Two pictures, and whether moves lead from one to the other. */
class Change {
public:
    explicit Change(QSize size)
        : before(size)
        , now(size)
    {
    }

    QRegion changed() const { return changedTiles(before.picture, now.picture, now.bounds()); }

    QList<Move> find()
    {
        time += 16ms;
        return finder.find(before.picture, now.picture, changed(), now.bounds(), time);
    }

    /** Moves, then the rest of what changed, make the new picture of the old one. */
    bool isMadeBy(const QList<Move> &moves) const
    {
        TestScreen made(now.picture.size());
        made.assign(before);
        QRegion moved;
        for (const Move &move : moves) {
            if (moved.intersects(move.target) || move.by.isNull()
                || !(QRegion(now.bounds()).united(move.target + move.source())
                     == QRegion(now.bounds())))
                return false;
            moved += move.target;
            for (const QRect &rect : move.target)
                copy(made, rect, move.by);
        }
        copyPixels(made.picture, now.picture, changed() - moved);
        return changedTiles(made.picture, now.picture, now.bounds()).isEmpty();
    }

    TestScreen before;
    TestScreen now;
    MoveFinder finder;
    SearchMemory::Time time;

private:
    void copy(TestScreen &made, const QRect &target, QPoint by) const
    {
        for (int y = target.top(); y <= target.bottom(); ++y) {
            for (int x = target.left(); x <= target.right(); ++x)
                made.setPixel(x, y, before.pixel(x - by.x(), y - by.y()));
        }
    }
};

} // namespace

void TestMoveFinder::findsScrolls_data()
{
    QTest::addColumn<QRect>("window");
    QTest::addColumn<QPoint>("by");
    const std::pair<const char *, QRect> windows[] = {
        {"all", QRect(0, 0, 640, 480)},
        {"below a header, beside a bar", QRect(101, 57, 539, 423)},
        {"inside", QRect(33, 41, 305, 211)}};
    for (const auto &[name, window] : windows) {
        for (const QPoint by : {QPoint(0, -37), QPoint(0, 1), QPoint(0, 118), QPoint(-23, 0),
                                QPoint(1, 0), QPoint(117, 0)})
            QTest::addRow("%s by %d,%d", name, by.x(), by.y()) << window << by;
    }
}

void TestMoveFinder::findsScrolls()
{
    QFETCH(QRect, window);
    QFETCH(QPoint, by);
    Change change(QSize(640, 480));
    change.before.texture(change.before.bounds(), 1);
    change.before.texture(window, 2);
    change.now.assign(change.before);
    change.now.texture(window, 2, -by);
    const QList<Move> moves = change.find();
    QVERIFY(change.isMadeBy(moves));
    QCOMPARE(moves.size(), 1);
    QCOMPARE(moves.first().by, by);
    QCOMPARE(moves.first().target, QRegion(window & window.translated(by)));
}

void TestMoveFinder::findsDrags_data()
{
    QTest::addColumn<QRect>("window");
    QTest::addColumn<QPoint>("by");
    QTest::addRow("a little") << QRect(60, 50, 200, 150) << QPoint(1, 1);
    QTest::addRow("some") << QRect(60, 50, 200, 150) << QPoint(13, -7);
    QTest::addRow("left and down") << QRect(300, 50, 200, 150) << QPoint(-31, 17);
    QTest::addRow("far, no overlap") << QRect(10, 10, 150, 130) << QPoint(400, 301);
    QTest::addRow("from the edge") << QRect(0, 0, 211, 133) << QPoint(5, 3);
    QTest::addRow("to the edge") << QRect(400, 300, 200, 150) << QPoint(40, 30);
    QTest::addRow("large") << QRect(9, 8, 600, 440) << QPoint(7, 5);
}

void TestMoveFinder::findsDrags()
{
    QFETCH(QRect, window);
    QFETCH(QPoint, by);
    Change change(QSize(640, 480));
    change.before.texture(change.before.bounds(), 1);
    change.now.assign(change.before);
    change.before.texture(window, 2);
    change.now.texture(window.translated(by), 2);
    const QList<Move> moves = change.find();
    QVERIFY(change.isMadeBy(moves));
    QCOMPARE(moves.size(), 1);
    QCOMPARE(moves.first().by, by);
    QCOMPARE(moves.first().target, QRegion(window.translated(by)));
}

void TestMoveFinder::findsSeveralWindows()
{
    Change change(QSize(800, 600));
    change.before.texture(change.before.bounds(), 1);
    change.now.assign(change.before);
    const QRect windows[] = {QRect(10, 10, 200, 150), QRect(400, 30, 220, 160),
                             QRect(50, 300, 250, 170), QRect(450, 320, 200, 150)};
    const QPoint steps[] = {QPoint(11, 5), QPoint(-17, 9), QPoint(0, -21), QPoint(33, 0)};
    int sum = 0;
    for (int i = 0; i < 4; ++i) {
        change.before.texture(windows[i], quint32(i + 2));
        change.now.texture(windows[i].translated(steps[i]), quint32(i + 2));
        sum += area(windows[i]);
    }
    const QList<Move> moves = change.find();
    QVERIFY(change.isMadeBy(moves));
    QCOMPARE(moves.size(), 4);
    QCOMPARE(pixelsMoved(moves), sum);
}

/** Few colours and much white, as most of what is scrolled is. */
void TestMoveFinder::findsTextOnWhite()
{
    const auto write = [](TestScreen &screen, const QRect &paper, int scrolled) {
        screen.fill(paper, 0xFFFFFF);
        for (int y = paper.top(); y <= paper.bottom(); ++y) {
            const int line = (y + scrolled) / 18;
            const int row = (y + scrolled) % 18;
            for (int x = paper.left(); x <= paper.right() && row < 12; ++x) {
                const quint32 letter = TestScreen::textureAt(x / 9, line, 7) % 40;
                if (x % 9 < 7 && TestScreen::textureAt(x % 9, row, letter) % 3 == 0)
                    screen.setPixel(x, y, 0x202020);
            }
        }
    };
    Change change(QSize(640, 480));
    const QRect paper(80, 40, 500, 420);
    write(change.before, paper, 0);
    write(change.now, paper, 54);
    const QList<Move> moves = change.find();
    QVERIFY(change.isMadeBy(moves));
    QCOMPARE(moves.first().by, QPoint(0, -54));
    QRegion rest = change.changed();
    for (const Move &move : moves)
        rest -= move.target;
    QVERIFY2(pixelsIn(rest) < 500 * 75, qPrintable(QString::number(pixelsIn(rest))));
}

void TestMoveFinder::leavesPeriodicPatternsRight()
{
    for (const int period : {2, 16, 50, 64}) {
        Change change(QSize(400, 300));
        for (int y = 0; y < 300; ++y) {
            for (int x = 0; x < 400; ++x) {
                change.before.setPixel(x, y, TestScreen::textureAt(x % period, y % period, 1));
                change.now.setPixel(x, y,
                                    TestScreen::textureAt((x + 5) % period, (y + 9) % period, 1));
            }
        }
        QVERIFY(change.isMadeBy(change.find()));
    }
}

void TestMoveFinder::leavesFlatAreasAlone()
{
    Change change(QSize(400, 300));
    change.before.fill(QRect(50, 50, 200, 200), 0xFF0000);
    change.now.fill(QRect(50, 50, 200, 200), 0x00FF00);
    QVERIFY(change.find().isEmpty());
}

void TestMoveFinder::findsNothingInNoise()
{
    QRandomGenerator random(3);
    Change change(QSize(640, 480));
    for (int frame = 0; frame < 30; ++frame) {
        change.before.assign(change.now);
        change.now.noise(change.now.bounds(), random);
        QVERIFY(change.find().isEmpty());
    }
}

void TestMoveFinder::searchesLessWhereNothingIsFound()
{
    const QRegion video(200, 100, 400, 300);
    const QRegion scrolled(700, 100, 300, 300);
    SearchMemory memory;
    memory.reset(QSize(1280, 720));
    int searches = 0;
    SearchMemory::Time time;
    for (int frame = 0; frame < 29; ++frame) {
        time += 33ms;
        const QRegion searched = memory.worthwhile(video + scrolled, time);
        QVERIFY(searched.intersected(scrolled) == scrolled);
        searches += searched.intersects(video);
        memory.learn(searched, scrolled);
    }
    QCOMPARE(searches, 5); // frames 0, 2, 6, 14 and 22
    QVERIFY(memory.worthwhile(video, time + 33ms).isEmpty());
    QCOMPARE(memory.worthwhile(video, time + 300ms), video);
}

void TestMoveFinder::searchesAgainAfterNoise()
{
    QRandomGenerator random(3);
    Change change(QSize(640, 480));
    for (int frame = 0; frame < 40; ++frame) {
        change.before.assign(change.now);
        change.now.noise(change.now.bounds(), random);
        change.find();
    }
    bool isFound = false;
    for (int frame = 0; frame < 9 && !isFound; ++frame) {
        change.before.assign(change.now);
        change.now.copy(QRect(0, 0, 640, 460), QPoint(0, -20));
        change.now.noise(QRect(0, 460, 640, 20), random);
        isFound = !change.find().isEmpty();
    }
    QVERIFY(isFound);
}

void TestMoveFinder::keepsToTheDamage()
{
    Change change(QSize(640, 480));
    change.before.texture(change.before.bounds(), 1);
    change.now.texture(change.now.bounds(), 1, QPoint(0, 30));
    const QRegion damage = QRegion(0, 100, 640, 200) + QRect(50, 300, 200, 100);
    const QRegion changed = changedTiles(change.before.picture, change.now.picture, damage);
    const QList<Move> moves =
        change.finder.find(change.before.picture, change.now.picture, changed, damage, {});
    QCOMPARE(moves.size(), 1);
    QCOMPARE(moves.first().target, damage);
}

void TestMoveFinder::takesAnySize_data()
{
    QTest::addColumn<QSize>("size");
    for (const QSize size : {QSize(1, 1), QSize(1, 5000), QSize(5000, 1), QSize(15, 400),
                             QSize(400, 15), QSize(31, 200), QSize(333, 17), QSize(257, 129)})
        QTest::addRow("%dx%d", size.width(), size.height()) << size;
}

void TestMoveFinder::takesAnySize()
{
    QFETCH(QSize, size);
    for (const QPoint by : {QPoint(0, 3), QPoint(3, 0), QPoint(2, 5), QPoint(-1, -1)}) {
        Change change(size);
        change.before.texture(change.before.bounds(), 1);
        change.now.texture(change.now.bounds(), 1, -by);
        QVERIFY(change.isMadeBy(change.find()));
    }
}

void TestMoveFinder::isRightWhateverHappens()
{
    QRandomGenerator random(20);
    const auto number = [&random](int from, int to) { return random.bounded(from, to + 1); };
    Change change(QSize(301, 203));
    int found = 0;
    for (int frame = 0; frame < 2000; ++frame) {
        change.before.assign(change.now);
        for (int i = number(1, 4); i > 0; --i) {
            const QRect rect =
                QRect(number(-20, 280), number(-20, 180), number(1, 250), number(1, 180))
                & change.now.bounds();
            const QPoint by(number(-40, 40), number(-40, 40));
            const QRect target = rect & change.now.bounds().translated(by);
            switch (number(0, 5)) {
            case 0: change.now.noise(rect, random); break;
            case 1: change.now.fill(rect, quint32(number(0, 3)) * 0x404040); break;
            case 2: change.now.texture(rect, 1, QPoint(number(0, 7), number(0, 7))); break;
            default:
                if (!target.isEmpty())
                    change.now.copy(target, by);
            }
        }
        const QList<Move> moves = change.find();
        found += !moves.isEmpty();
        QVERIFY2(change.isMadeBy(moves), qPrintable(QString::number(frame)));
    }
    QVERIFY2(found > 200, qPrintable(QString::number(found)));
}

QTEST_GUILESS_MAIN(TestMoveFinder)
#include "tst_MoveFinder.moc"
