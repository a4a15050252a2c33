#include "ui/Countdown.h"

#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <functional>

using namespace oriel;
using namespace std::chrono_literals;

class CountdownTest : public QObject {
    Q_OBJECT

private slots:
    void tellsEverySecond();
    void isOver();
};

void CountdownTest::tellsEverySecond()
{
    const QDeadlineTimer deadline(2100ms);
    Countdown countdown(deadline);
    QList<std::chrono::seconds> told;
    bool onTime = true;
    connect(&countdown, &Countdown::changed, this, [&](std::chrono::seconds left) {
        told.append(left);
        onTime = onTime && left == countdown.left();
    });
    QCOMPARE(countdown.left(), 3s);
    QTRY_VERIFY(told.contains(0s));
    QVERIFY(onTime);
    QVERIFY(told.size() <= 3);
    QVERIFY(std::ranges::is_sorted(told, std::greater<>()));
    QVERIFY(deadline.hasExpired());
}

void CountdownTest::isOver()
{
    const Countdown countdown{QDeadlineTimer(0ms)};
    QSignalSpy changed(&countdown, &Countdown::changed);
    QCOMPARE(countdown.left(), 0s);
    QVERIFY(!changed.wait(50));
}

QTEST_GUILESS_MAIN(CountdownTest)
#include "tst_Countdown.moc"
