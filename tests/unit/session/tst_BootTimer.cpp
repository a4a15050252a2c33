#include "session/linux/BootTimer.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace oriel;
using namespace std::chrono_literals;

class TestBootTimer : public QObject {
    Q_OBJECT

private slots:
    void runsOnceInTime();
    void startsAnewAndStops();
    void mayDestroyOrRestartItself();
    void countsWhileTheMachineSleeps();
};

namespace {

/** The clocks of this process's timer descriptors, as proc(5) has them. */
QList<int> timerClocks()
{
    QList<int> clocks;
    const QDir folder(QStringLiteral("/proc/self/fdinfo"));
    for (const QString &name : folder.entryList(QDir::Files)) {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::ReadOnly))
            continue;
        for (const QByteArray &line : file.readAll().split('\n')) {
            if (line.startsWith("clockid:"))
                clocks.append(line.mid(8).trimmed().toInt());
        }
    }
    return clocks;
}

} // namespace

void TestBootTimer::runsOnceInTime()
{
    int runs = 0;
    const auto timer = BootTimer::create([&runs] { ++runs; });
    QVERIFY(timer && !timer->isActive());
    QElapsedTimer time;
    time.start();
    timer->start(80ms);
    QVERIFY(timer->isActive());
    QTRY_COMPARE(runs, 1);
    QVERIFY(time.elapsed() >= 80);
    QVERIFY(!timer->isActive());
    timer->start(0ms);
    QTRY_COMPARE(runs, 2);
}

void TestBootTimer::startsAnewAndStops()
{
    int stopped = 0;
    int moved = 0;
    int last = 0;
    const auto never = BootTimer::create([&stopped] { ++stopped; });
    const auto later = BootTimer::create([&moved] { ++moved; });
    const auto end = BootTimer::create([&last] { ++last; });
    never->start(0ms);
    later->start(0ms);
    never->stop();
    later->start(1h);
    end->start(30ms);
    QTRY_COMPARE(last, 1);
    QCOMPARE(stopped, 0);
    QCOMPARE(moved, 0);
    QVERIFY(!never->isActive() && later->isActive());
}

void TestBootTimer::mayDestroyOrRestartItself()
{
    std::unique_ptr<ClockTimer> timer;
    int runs = 0;
    timer = BootTimer::create([&] {
        if (++runs < 3)
            timer->start(1ms);
        else
            timer.reset();
    });
    timer->start(1ms);
    QTRY_VERIFY(!timer);
    QCOMPARE(runs, 3);
}

void TestBootTimer::countsWhileTheMachineSleeps()
{
    const qsizetype others = timerClocks().size(); // Qt's own, if it has any
    const SystemClock clock;
    const auto timer = clock.makeDeadline([] {});
    QCOMPARE(timerClocks().size(), others + 1);
    QVERIFY(timerClocks().contains(CLOCK_BOOTTIME));
}

QTEST_GUILESS_MAIN(TestBootTimer)
#include "tst_BootTimer.moc"
