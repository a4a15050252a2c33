#include "session/InactivityTimer.h"
#include "tests/fakes/ManualClock.h"

#include <QSignalSpy>
#include <QTest>

using namespace oriel;
using namespace std::chrono_literals;

class TestInactivityTimer : public QObject {
    Q_OBJECT

private slots:
    void endsAfterTheTimeout();
    void warnsByTheSecond();
    void isResetByActivity();
    void takesTheWarningBack();
    void doesNothingBeforeTheFirstViewer();
    void neverEndsWithoutTimeout();
    void activityAfterTheEndIsTooLate();
};

void TestInactivityTimer::endsAfterTheTimeout()
{
    ManualClock clock;
    InactivityTimer timer(clock, 15min);
    QSignalSpy expired(&timer, &InactivityTimer::expired);
    timer.start();
    clock.advance(5min);
    timer.start(); // a second viewer
    clock.advance(10min - 1ms);
    QCOMPARE(expired.count(), 0);
    clock.advance(1ms);
    QCOMPARE(expired.count(), 1);
    clock.advance(1h);
    QCOMPARE(expired.count(), 1);
}

void TestInactivityTimer::warnsByTheSecond()
{
    ManualClock clock;
    InactivityTimer timer(clock, 6s);
    QCOMPARE(timer.warningTime(), 1500ms);
    QCOMPARE(InactivityTimer(clock, 15min).warningTime(), 60s);
    QList<int> told;
    connect(&timer, &InactivityTimer::warning, this,
            [&](std::chrono::seconds left) { told.append(int(left.count())); });
    timer.start();
    clock.advance(4499ms);
    QVERIFY(told.isEmpty());
    clock.advance(1ms);
    QCOMPARE(told, QList<int>({2}));
    clock.advance(2s);
    QCOMPARE(told, QList<int>({2, 1}));
}

void TestInactivityTimer::isResetByActivity()
{
    ManualClock clock;
    InactivityTimer timer(clock, 4min);
    QSignalSpy expired(&timer, &InactivityTimer::expired);
    QSignalSpy warning(&timer, &InactivityTimer::warning);
    timer.start();
    for (int i = 0; i < 10; ++i) {
        clock.advance(2min);
        timer.noteActivity();
    }
    QCOMPARE(warning.count(), 0);
    QCOMPARE(timer.left(), std::optional(4min));
    clock.advance(4min);
    QCOMPARE(expired.count(), 1);
}

void TestInactivityTimer::takesTheWarningBack()
{
    ManualClock clock;
    InactivityTimer timer(clock, 4min);
    QSignalSpy expired(&timer, &InactivityTimer::expired);
    QList<int> told;
    connect(&timer, &InactivityTimer::warning, this,
            [&](std::chrono::seconds left) { told.append(int(left.count())); });
    timer.start();
    clock.advance(3min + 1500ms);
    QCOMPARE(told, QList<int>({60, 59}));
    timer.noteActivity();
    QCOMPARE(told.last(), 0);
    clock.advance(3min - 1ms);
    QCOMPARE(told.last(), 0);
    QCOMPARE(expired.count(), 0);
    clock.advance(1min + 1ms);
    QCOMPARE(expired.count(), 1);
}

void TestInactivityTimer::doesNothingBeforeTheFirstViewer()
{
    ManualClock clock;
    InactivityTimer timer(clock, 1min);
    QSignalSpy expired(&timer, &InactivityTimer::expired);
    timer.noteActivity();
    clock.advance(1h);
    QCOMPARE(expired.count(), 0);
    QVERIFY(!timer.left());
}

void TestInactivityTimer::neverEndsWithoutTimeout()
{
    ManualClock clock;
    InactivityTimer timer(clock, 0ms);
    QSignalSpy expired(&timer, &InactivityTimer::expired);
    timer.start();
    clock.advance(std::chrono::hours(1000));
    QCOMPARE(expired.count(), 0);
    QVERIFY(!timer.left());
}

void TestInactivityTimer::activityAfterTheEndIsTooLate()
{
    ManualClock clock;
    InactivityTimer timer(clock, 1min);
    QSignalSpy expired(&timer, &InactivityTimer::expired);
    timer.start();
    clock.sleep(1h); // the machine's lid was closed: no timer ran
    timer.noteActivity();
    QCOMPARE(expired.count(), 1);
}

QTEST_GUILESS_MAIN(TestInactivityTimer)
#include "tst_InactivityTimer.moc"
