#include "vnc/WatchedTime.h"

#include <QTest>

using namespace oriel;
using namespace std::chrono_literals;

class TestWatchedTime : public QObject {
    Q_OBJECT

private slots:
    void runsWithTheClockWhileFramesAreAskedFor()
    {
        WatchedTime time;
        time.notePublished(1000s);
        const auto begun = time.at(1000s);
        QCOMPARE((time.at(1000s + 20ms) - begun).count(), 20);
        time.noteAsked(1000s + 30ms);
        time.noteAsked(1000s + 40ms); // once is enough
        QCOMPARE((time.at(1005s) - begun).count(), 5000);
        time.notePublished(1005s);
        QCOMPARE((time.at(1005s) - begun).count(), 5000);
    }

    void aSlowLineIsNoRest()
    {
        WatchedTime time;
        auto now = 1000s + 0ms;
        time.notePublished(now);
        const auto begun = time.at(now);
        for (int frame = 0; frame < 10; ++frame) {
            time.noteAsked(now += 700ms);
            time.notePublished(now += 10ms);
        }
        QCOMPARE((time.at(now) - begun).count(), 10 * 110);
        QCOMPARE((time.at(now + 10s) - begun).count(), 10 * 110 + 100);
    }
};

QTEST_APPLESS_MAIN(TestWatchedTime)
#include "tst_WatchedTime.moc"
