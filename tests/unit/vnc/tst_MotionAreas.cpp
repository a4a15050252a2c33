#include "vnc/MotionAreas.h"

#include <QTest>

#include <functional>

using namespace oriel;

namespace {

constexpr QSize screenSize(1920, 1080);
constexpr QRect screen(QPoint(), screenSize);
constexpr QRect video(321, 143, 641, 359);
constexpr QRect videoEven(320, 142, 642, 360);

/** A screen on which things happen at sixty frames a second. */
class Screen {
public:
    struct Frame {
        QRegion changed;
        QRegion moved;
    };
    using Scene = std::function<Frame(int frame)>;

    explicit Screen(QSize size = screenSize) { motion.setSize(size); }

    void play(int frames, const Scene &scene)
    {
        for (int i = 0; i < frames; ++i, ++frame) {
            const Frame now = scene(i);
            const qint64 time = 5000 + qint64(frame) * 1000 / 60;
            if (now.changed.isEmpty())
                motion.advance(time);
            else
                motion.addFrame(now.changed, now.moved, time);
            const QList<QRect> areas = motion.areas();
            if (areas != last)
                ++changes;
            last = areas;
        }
    }
    void play(int frames, const QRegion &changed)
    {
        play(frames, [&changed](int) { return Frame{changed, {}}; });
    }
    void rest(int frames) { play(frames, QRegion()); }

    MotionAreas motion;
    QList<QRect> last;
    int changes = 0; ///< how often areas() changed
    int frame = 0;
};

} // namespace

/** Histories of changes as videos and everyday work make them. */
class TestMotionAreas : public QObject {
    Q_OBJECT

private slots:
    void findsVideoAtAnyRate_data();
    void findsVideoAtAnyRate();
    void findsVideoWhosePartsRest();
    void ends();
    void survivesShortPause();
    void findsVideoAgain();
    void keepsAreaUnderControls();
    void ignoresWhatSticksOut();
    void findsSeveral();
    void takesTheLargestWithoutOverlap();
    void findsWholeScreen_data();
    void findsWholeScreen();
    void followsVideoThatMoved();
    void growsAndShrinks();
    void ignoresEverydayWork_data();
    void ignoresEverydayWork();
    void leavesOutMoves();
    void videoIsFoundBesideWork();
    void forgetsOnResize();
    void survivesLongSilence();
};

void TestMotionAreas::findsVideoAtAnyRate_data()
{
    QTest::addColumn<int>("every");
    QTest::newRow("60 a second") << 1;
    QTest::newRow("30 a second") << 2;
    QTest::newRow("24 a second or so") << 3;
    QTest::newRow("10 a second") << 6;
}

void TestMotionAreas::findsVideoAtAnyRate()
{
    QFETCH(int, every);
    Screen desktop;
    const auto scene = [every](int frame) {
        return Screen::Frame{frame % every ? QRegion() : QRegion(video), {}};
    };
    desktop.play(24, scene);
    QCOMPARE(desktop.last, {}); // 0.4 s may yet be anything
    desktop.play(36, scene);
    QCOMPARE(desktop.last, {videoEven});
    desktop.play(300, scene);
    QCOMPARE(desktop.last, {videoEven});
    QCOMPARE(desktop.changes, 1);
}

void TestMotionAreas::findsVideoWhosePartsRest()
{
    // Somebody talks before a wall: of the wall a different part changes in each frame.
    Screen desktop;
    desktop.play(300, [](int frame) {
        QRegion changed(QRect(video.left() + 160, video.top() + 40, 320, video.height() - 40));
        for (int y = video.top(); y <= video.bottom(); y += 16) {
            for (int x = video.left(); x <= video.right(); x += 16) {
                if ((x / 16 * 7 + y / 16 * 3 + frame) % 9 == 0)
                    changed += QRect(x, y, 16, 16) & video;
            }
        }
        return Screen::Frame{changed, {}};
    });
    QCOMPARE(desktop.last.size(), 1);
    QVERIFY(videoEven.contains(desktop.last.first()));
    QVERIFY(desktop.last.first().width() > video.width() * 9 / 10);
    QVERIFY(desktop.changes <= 2);
}

void TestMotionAreas::ends()
{
    Screen desktop;
    desktop.play(120, video);
    QCOMPARE(desktop.last, {videoEven});
    desktop.rest(18);
    QCOMPARE(desktop.last, {videoEven});
    desktop.rest(18);
    QCOMPARE(desktop.last, {});
    QCOMPARE(desktop.changes, 2);
}

void TestMotionAreas::survivesShortPause()
{
    Screen desktop;
    desktop.play(60, video);
    desktop.rest(15);
    desktop.play(120, video);
    QCOMPARE(desktop.last, {videoEven});
    QCOMPARE(desktop.changes, 1);
}

void TestMotionAreas::findsVideoAgain()
{
    Screen desktop;
    desktop.play(120, video);
    desktop.rest(120);
    QCOMPARE(desktop.last, {});
    desktop.play(60, video);
    QCOMPARE(desktop.last, {videoEven});
    QCOMPARE(desktop.changes, 3);
}

void TestMotionAreas::keepsAreaUnderControls()
{
    // A bar lies over the lower part for a while; but for a clock in it, nothing changes there.
    const QRect bar(video.left(), video.bottom() - 59, video.width(), 60);
    const QRegion visible = QRegion(video) - bar;
    Screen desktop;
    desktop.play(120, video);
    desktop.play(300, [&](int frame) {
        const QRect clock(bar.left() + 20, bar.top() + 20, 60, 20);
        return Screen::Frame{frame % 60 ? visible : visible + clock, {}};
    });
    QCOMPARE(desktop.last, {videoEven});
    desktop.play(120, video);
    QCOMPARE(desktop.last, {videoEven});
    QCOMPARE(desktop.changes, 1);
}

void TestMotionAreas::ignoresWhatSticksOut()
{
    // A small animation touches the video.
    const QRegion both = QRegion(video) + QRect(video.right() + 1, video.top() + 50, 100, 40);
    Screen desktop;
    desktop.play(120, both);
    QCOMPARE(desktop.last.size(), 1);
    QVERIFY(desktop.last.first().contains(videoEven));
    QVERIFY(desktop.last.first().width() < video.width() + 20);
}

void TestMotionAreas::findsSeveral()
{
    const QRect other(1200, 600, 400, 300);
    Screen desktop;
    desktop.play(30, video);
    desktop.play(90, QRegion(video) + other);
    QCOMPARE(desktop.last, (QList<QRect>{videoEven, other}));
    QCOMPARE(desktop.changes, 2);
    desktop.play(60, other);
    QCOMPARE(desktop.last, {other});
    // More than encoders: those that are there stay.
    const QRegion all = QRegion(other) + QRect(0, 0, 320, 240) + QRect(400, 0, 320, 240)
        + QRect(0, 600, 320, 240) + QRect(400, 600, 320, 240);
    desktop.play(120, all);
    QCOMPARE(desktop.last.size(), MotionAreas::most);
    QCOMPARE(desktop.last.first(), other);
}

void TestMotionAreas::takesTheLargestWithoutOverlap()
{
    // A frame around a small video: their bounds overlap, but they do not touch.
    const QRegion frame = QRegion(QRect(160, 160, 1280, 720)) - QRect(640, 400, 256, 192);
    Screen desktop;
    desktop.play(120, frame + QRect(672, 432, 192, 128));
    QCOMPARE(desktop.last, {QRect(160, 160, 1280, 720)});
}

void TestMotionAreas::findsWholeScreen_data()
{
    QTest::addColumn<QSize>("size");
    QTest::newRow("Full HD") << screenSize;
    QTest::newRow("odd") << QSize(1023, 767);
    QTest::newRow("small") << QSize(161, 121);
}

void TestMotionAreas::findsWholeScreen()
{
    QFETCH(QSize, size);
    Screen desktop(size);
    desktop.play(60, QRect(-50, -50, 4000, 4000));
    QCOMPARE(desktop.last, {QRect(QPoint(), size)});
    QCOMPARE(desktop.changes, 1);
}

void TestMotionAreas::followsVideoThatMoved()
{
    Screen desktop;
    desktop.play(120, video);
    // Not far: the old place and the new one overlap.
    desktop.play(120, video.translated(300, 100));
    QCOMPARE(desktop.last, {videoEven.translated(300, 100)});
    QVERIFY(desktop.changes <= 3);
    // Far.
    desktop.play(120, QRect(1200, 700, 640, 360));
    QCOMPARE(desktop.last, {QRect(1200, 700, 640, 360)});
    QVERIFY(desktop.changes <= 6);
}

void TestMotionAreas::growsAndShrinks()
{
    Screen desktop;
    desktop.play(120, video);
    desktop.play(60, screen);
    QCOMPARE(desktop.last, {screen});
    QCOMPARE(desktop.changes, 2);
    desktop.play(90, video);
    QCOMPARE(desktop.last, {videoEven});
    QVERIFY(desktop.changes <= 4);
}

void TestMotionAreas::ignoresEverydayWork_data()
{
    QTest::addColumn<Screen::Scene>("scene");
    const auto row = [](const char *name, const Screen::Scene &scene) {
        QTest::newRow(name) << scene;
    };
    row("nothing", [](int) { return Screen::Frame{}; });
    row("typing, twenty characters a second", [](int frame) {
        const int character = frame / 3;
        const QRect place(100 + character % 80 * 9, 200 + character / 80 * 18, 18, 18);
        return Screen::Frame{frame % 3 ? QRegion() : QRegion(place), {}};
    });
    row("whole lines are painted anew", [](int frame) {
        return Screen::Frame{QRect(100, 200 + frame / 60 * 18, 1200, 18), {}};
    });
    row("a blinking cursor", [](int frame) {
        return Screen::Frame{frame % 30 ? QRegion() : QRegion(QRect(300, 300, 2, 18)), {}};
    });
    row("a clock", [](int frame) {
        return Screen::Frame{frame % 60 ? QRegion() : QRegion(QRect(1700, 0, 220, 130)), {}};
    });
    row("a large clock with hands", [](int frame) {
        return Screen::Frame{frame % 30 ? QRegion() : QRegion(QRect(1000, 100, 400, 400)), {}};
    });
    row("a small animation", [](int) { return Screen::Frame{QRect(900, 500, 150, 150), {}}; });
    row("a progress bar", [](int) { return Screen::Frame{QRect(100, 500, 900, 40), {}}; });
    row("pages, four a second", [](int frame) {
        return Screen::Frame{frame % 20 ? QRegion() : QRegion(screen), {}};
    });
    row("menus open and close for a third of a second", [](int frame) {
        const QRect menu(100 + frame / 90 % 5 * 80, 30, 220, 400);
        return Screen::Frame{frame % 90 < 20 ? QRegion(menu) : QRegion(), {}};
    });
    row("scrolling, found", [](int frame) {
        // Of the window what came in at the lower edge is new.
        const QRect window(200, 100, 1200, 800);
        const QRegion edge(window.adjusted(0, 650, 0, 0));
        const QRegion moved(frame % 2 ? QRect() : window);
        return Screen::Frame{frame % 2 ? QRegion() : edge, moved};
    });
    row("dragging, found", [](int frame) {
        const QRect from(200 + frame * 2 % 900, 100 + frame % 300, 600, 400);
        const QRect to = from.translated(2, 1);
        return Screen::Frame{QRegion(from) - to, QRegion(from) + to};
    });
    row("dragging, not found", [](int frame) {
        const QRect from(200 + frame * 4 % 900, 100 + frame * 2 % 300, 600, 400);
        return Screen::Frame{QRegion(from) + from.translated(4, 2), {}};
    });
    row("the pointer is painted", [](int frame) {
        return Screen::Frame{QRect(200 + frame * 37 % 800, 100 + frame * 23 % 500, 24, 24), {}};
    });
    row("many small things", [](int) {
        QRegion changed;
        for (int i = 0; i < 20; ++i)
            changed += QRect(100 + i % 5 * 300, 100 + i / 5 * 200, 32, 32);
        return Screen::Frame{changed, {}};
    });
}

void TestMotionAreas::ignoresEverydayWork()
{
    QFETCH(Screen::Scene, scene);
    Screen desktop;
    desktop.play(300, scene);
    QCOMPARE(desktop.changes, 0);
}

void TestMotionAreas::leavesOutMoves()
{
    // The same changes count if nothing moved.
    const QRect strip(200, 600, 1200, 300);
    Screen still, scrolled;
    still.play(120, strip);
    QCOMPARE(still.last, {strip});
    scrolled.play(120, [&strip](int) { return Screen::Frame{strip, QRect(200, 100, 1200, 800)}; });
    QCOMPARE(scrolled.changes, 0);
}

void TestMotionAreas::videoIsFoundBesideWork()
{
    Screen desktop;
    desktop.play(300, [](int frame) {
        QRegion changed(video);
        changed += QRect(1000 + frame / 3 % 80 * 9, 900, 18, 18);
        if (frame % 30 == 0)
            changed += QRect(1700, 0, 220, 130);
        const QRect window(1100, 100, 500, 700);
        changed += window.adjusted(0, 500, 0, 0);
        return Screen::Frame{changed, window};
    });
    QCOMPARE(desktop.last, {videoEven});
    QCOMPARE(desktop.changes, 1);
}

void TestMotionAreas::forgetsOnResize()
{
    Screen desktop;
    desktop.play(120, video);
    desktop.motion.setSize(QSize(800, 600));
    QCOMPARE(desktop.motion.areas(), {});
    desktop.play(60, screen);
    QCOMPARE(desktop.last, {QRect(0, 0, 800, 600)});
}

void TestMotionAreas::survivesLongSilence()
{
    MotionAreas motion;
    motion.setSize(screenSize);
    for (qint64 time = 0; time < 2000; time += 16)
        motion.addFrame(video, {}, time);
    QCOMPARE(motion.areas(), {videoEven});
    // A day later, with the changes of one frame only.
    motion.addFrame(video, {}, 86'400'000);
    QCOMPARE(motion.areas(), {});
}

QTEST_APPLESS_MAIN(TestMotionAreas)
#include "tst_MotionAreas.moc"
