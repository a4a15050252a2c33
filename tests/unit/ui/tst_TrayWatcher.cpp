#include "ui/TrayWatcher.h"

#include <QSignalSpy>
#include <QTest>

using namespace oriel;
using namespace std::chrono_literals;

class TrayWatcherTest : public QObject {
    Q_OBJECT

private slots:
    void findsATrayAtOnce();
    void waitsForOne();
    void asksLessAndLess();
};

void TrayWatcherTest::findsATrayAtOnce()
{
    TrayWatcher watcher([] { return true; });
    QSignalSpy found(&watcher, &TrayWatcher::available);
    watcher.start();
    QCOMPARE(found.size(), 1);
    QVERIFY(!watcher.isWatching());
}

void TrayWatcherTest::waitsForOne()
{
    bool there = false;
    TrayWatcher watcher([&there] { return there; });
    QSignalSpy found(&watcher, &TrayWatcher::available);
    watcher.start();
    QVERIFY(watcher.isWatching());
    QCOMPARE(found.size(), 0);
    there = true;
    QTRY_COMPARE_WITH_TIMEOUT(found.size(), 1, 15000);
    QVERIFY(!watcher.isWatching());
}

void TrayWatcherTest::asksLessAndLess()
{
    QList<std::chrono::milliseconds> delays;
    auto delay = std::chrono::milliseconds(TrayWatcher::firstDelay);
    for (int i = 0; i < 6; ++i) {
        delays.append(delay);
        delay = TrayWatcher::delayAfter(delay);
    }
    QCOMPARE(delays, (QList<std::chrono::milliseconds>{2s, 4s, 8s, 16s, 30s, 30s}));
}

QTEST_GUILESS_MAIN(TrayWatcherTest)
#include "tst_TrayWatcher.moc"
