#include "proxy/HostMouse.h"
#include "tests/fakes/ManualClock.h"

#include <QSignalSpy>
#include <QTest>

using namespace oriel;
using namespace std::chrono_literals;

class tst_HostMouse : public QObject {
    Q_OBJECT

private:
    ManualClock clock;

private slots:
    void movesTogetherAreAHand()
    {
        HostMouse mouse(clock);
        const QSignalSpy used(&mouse, &HostMouse::usedChanged);
        mouse.noteMove(0); // where it was found, or a program's
        QCOMPARE(used.count(), 0);
        clock.advance(501ms);
        mouse.noteMove(0);
        QCOMPARE(used.count(), 0);
        clock.advance(500ms);
        mouse.noteMove(0);
        QCOMPARE(used.count(), 1);
        QCOMPARE(used.last().at(0).toBool(), true);
    }

    void viewersMovesAreNone()
    {
        HostMouse mouse(clock);
        const QSignalSpy used(&mouse, &HostMouse::usedChanged);
        for (int i = 0; i < 100; ++i) {
            mouse.noteMove(1 + i % 2);
            clock.advance(16ms);
        }
        mouse.noteMove(0);
        QCOMPARE(used.count(), 0);
    }

    void restsASecondAfterTheLastMove()
    {
        HostMouse mouse(clock);
        const QSignalSpy used(&mouse, &HostMouse::usedChanged);
        for (int i = 0; i < 300; ++i) {
            mouse.noteMove(0);
            clock.advance(16ms);
        }
        QCOMPARE(used.count(), 1);
        clock.advance(HostMouse::rest - 17ms);
        QCOMPARE(used.count(), 1);
        clock.advance(1ms);
        QCOMPARE(used.count(), 2);
        QCOMPARE(used.last().at(0).toBool(), false);
        clock.advance(1h);
        QCOMPARE(used.count(), 2);
        mouse.noteMove(0);
        mouse.noteMove(0);
        QCOMPARE(used.count(), 3);
    }
};

QTEST_GUILESS_MAIN(tst_HostMouse)
#include "tst_HostMouse.moc"
