#include "tests/bench/client/CodeWatcher.h"

#include "tests/bench/client/Framebuffer.h"

#include <QTest>

namespace oriel::bench {

namespace {

constexpr Extent extent{1920, 1080};

/** A screen that is painted as bench_painter does. */
class Screen {
public:
    Screen() { m_pixels.fill({0, 0, extent.width, extent.height}, {90, 120, 100}); }

    void writeFrame(const Point &at, int frame) { write(at, BarcodeKind::Frame, frame); }
    void writeKey(int key) { write(Layout::keyCode(extent), BarcodeKind::Key, key); }
    PixelView view() const { return m_pixels.view(); }

private:
    void write(const Point &at, BarcodeKind kind, int number)
    {
        Barcode::write({m_pixels.at(0, 0), extent.width, extent.height, m_pixels.stride()}, at.x,
                       at.y, kind, static_cast<std::uint16_t>(number));
    }

    Framebuffer m_pixels{extent.width, extent.height};
};

} // namespace

class TestCodeWatcher : public QObject {
    Q_OBJECT

private slots:
    void findsEveryPlacement()
    {
        for (const auto placement :
             {CodePlacement::Screen, CodePlacement::Video, CodePlacement::Window}) {
            CodeWatcher watcher;
            for (const int frame : {0, 1, 2, 5, 200, 379, 380, 1000, 1001}) {
                Screen screen;
                const CodePlaces at = Layout::codes(placement, extent, frame);
                screen.writeFrame(at.first, frame);
                screen.writeFrame(at.last, frame);
                QCOMPARE(watcher.newFrame(screen.view()), frame);
                QCOMPARE(watcher.newFrame(screen.view()), std::nullopt);
            }
        }
    }

    void leavesOutHalfOfAFrame()
    {
        CodeWatcher watcher;
        Screen screen;
        const CodePlaces at = Layout::codes(CodePlacement::Video, extent, 0);
        screen.writeFrame(at.first, 3);
        QCOMPARE(watcher.newFrame(screen.view()), std::nullopt);
        screen.writeFrame(at.last, 2);
        QCOMPARE(watcher.newFrame(screen.view()), std::nullopt);
        screen.writeFrame(at.last, 3);
        QCOMPARE(watcher.newFrame(screen.view()), 3);
    }

    /** A window moved as a whole shows the old number at the new place. */
    void takesNoNumberFromAnotherPlace()
    {
        CodeWatcher watcher;
        Screen screen;
        const CodePlaces at = Layout::codes(CodePlacement::Window, extent, 11);
        screen.writeFrame(at.first, 10);
        screen.writeFrame(at.last, 10);
        QCOMPARE(watcher.newFrame(screen.view()), std::nullopt);
    }

    void countsKeysFromOne()
    {
        CodeWatcher watcher;
        Screen screen;
        screen.writeKey(0);
        QCOMPARE(watcher.newKey(screen.view()), std::nullopt);
        screen.writeKey(1);
        QCOMPARE(watcher.newKey(screen.view()), 1);
        QCOMPARE(watcher.newKey(screen.view()), std::nullopt);
    }
};

} // namespace oriel::bench

QTEST_APPLESS_MAIN(oriel::bench::TestCodeWatcher)
#include "tst_CodeWatcher.moc"
