#include "proxy/MessageRate.h"

#include <QTest>

using namespace oriel;
using namespace std::chrono_literals;

class tst_MessageRate : public QObject {
    Q_OBJECT

private:
    /** How many of `wanted` pass at once. */
    static int pass(MessageRate &rate, MessageRate::Time now, int wanted)
    {
        int passed = 0;
        while (passed < wanted && !rate.isSpent(now)) {
            rate.count();
            ++passed;
        }
        return passed;
    }

private slots:
    void aSecondsWorthAtOnceThenOneAMillisecond()
    {
        MessageRate rate(1000, 5000ms);
        QCOMPARE(pass(rate, 5000ms, 5000), 1000);
        QCOMPARE(pass(rate, 5000ms, 1), 0);
        QCOMPARE(pass(rate, 5050ms, 5000), 50);
        QCOMPARE(pass(rate, 5051ms, 5000), 1);
    }

    void slowerOnes()
    {
        MessageRate rate(50, 0ms);
        QCOMPARE(pass(rate, 0ms, 5000), 50);
        QCOMPARE(pass(rate, 19ms, 5000), 0);
        QCOMPARE(pass(rate, 20ms, 5000), 1);
        QCOMPARE(pass(rate, 30ms, 5000), 0);
        QCOMPARE(pass(rate, 40ms, 5000), 1);
    }

    void whatIsNotUsedIsNotSavedUp()
    {
        MessageRate rate(1000, 0ms);
        QCOMPARE(pass(rate, 3600'000ms, 5000), 1000);
    }

    void aClockThatGoesBackGivesNothing()
    {
        MessageRate rate(1000, 5000ms);
        QCOMPARE(pass(rate, 5000ms, 1000), 1000);
        QCOMPARE(pass(rate, 4000ms, 1), 0);
    }
};

QTEST_GUILESS_MAIN(tst_MessageRate)
#include "tst_MessageRate.moc"
