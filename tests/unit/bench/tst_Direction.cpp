#include "tests/bench/line/Direction.h"

#include <QtTest>

namespace oriel::bench {

using namespace std::chrono_literals;

class TestDirection : public QObject {
    Q_OBJECT

private slots:
    void arrivesAfterSendingAndDelay();
    void packetsQueueAtTheRate();
    void dropsWhatWouldWaitTooLong();
    void losesTheShareAskedFor();

private:
    const std::vector<std::byte> m_packet{1250, std::byte{7}}; // 10000 bits
};

void TestDirection::arrivesAfterSendingAndDelay()
{
    Direction direction({.bitsPerSecond = 1e6, .delay = 50ms, .queue = 1s}, 1);
    const Clock::time_point begin(1h);
    QVERIFY(!direction.nextArrival());
    direction.enter(m_packet, begin);
    QVERIFY(direction.nextArrival() == begin + 60ms);
    QVERIFY(direction.takeArrived(begin + 59ms).empty());
    QVERIFY(direction.takeArrived(begin + 60ms) == m_packet);
    QVERIFY(direction.takeArrived(begin + 1min).empty());
}

void TestDirection::packetsQueueAtTheRate()
{
    Direction direction({.bitsPerSecond = 1e6, .queue = 1s}, 1);
    const Clock::time_point begin(1h);
    direction.enter(m_packet, begin);
    direction.enter(m_packet, begin + 4ms);
    QVERIFY(!direction.takeArrived(begin + 10ms).empty());
    QVERIFY(direction.nextArrival() == begin + 20ms);
    direction.enter(m_packet, begin + 25ms); // the line is free again
    QVERIFY(!direction.takeArrived(begin + 20ms).empty());
    QVERIFY(direction.nextArrival() == begin + 35ms);
}

void TestDirection::dropsWhatWouldWaitTooLong()
{
    Direction direction({.bitsPerSecond = 1e6, .queue = 25ms}, 1);
    const Clock::time_point begin(1h);
    for (int i = 0; i < 10; ++i)
        direction.enter(m_packet, begin);
    int arrived = 0;
    while (!direction.takeArrived(begin + 1min).empty())
        ++arrived;
    QCOMPARE(arrived, 3); // the third waits for 20 ms, the fourth would for 30
}

void TestDirection::losesTheShareAskedFor()
{
    Direction direction({.bitsPerSecond = 1e9, .loss = 0.1, .queue = 1h}, 1);
    const Clock::time_point begin(1h);
    for (int i = 0; i < 10000; ++i)
        direction.enter(m_packet, begin);
    int arrived = 0;
    while (!direction.takeArrived(begin + 1h).empty())
        ++arrived;
    QVERIFY2(arrived > 8850 && arrived < 9150, qPrintable(QString::number(arrived)));
}

} // namespace oriel::bench

QTEST_APPLESS_MAIN(oriel::bench::TestDirection)
#include "tst_Direction.moc"
