#include "session/AttemptLimiter.h"

#include <QTest>

using namespace oriel;
using namespace std::chrono_literals;

class TestAttemptLimiter : public QObject {
    Q_OBJECT

private slots:
    void delaysFromTheFourthTryOn();
    void countsInAll();
    void forgivesTheRight();
    void throttlesEverybody();
    void boundsItsMemory();
};

namespace {
const QString here = QStringLiteral("192.0.2.1");
const QString there = QStringLiteral("192.0.2.2");
} // namespace

void TestAttemptLimiter::delaysFromTheFourthTryOn()
{
    AttemptLimiter limiter;
    AttemptLimiter::Time now = 10'000ms;
    for (int i = 0; i < 3; ++i) {
        QVERIFY(!limiter.wait(here, now));
        limiter.noteWrong(here, now);
    }
    for (const auto expected : {1s, 2s, 4s, 8s}) {
        QCOMPARE(limiter.wait(here, now), std::optional(expected));
        QVERIFY(!limiter.wait(there, now));
        QVERIFY(limiter.wait(here, now + expected - 1ms));
        now += expected;
        QVERIFY(!limiter.wait(here, now));
        limiter.noteWrong(here, now);
    }
}

void TestAttemptLimiter::countsInAll()
{
    AttemptLimiter limiter;
    for (int i = 1; i < AttemptLimiter::triesInAll; ++i)
        QVERIFY(!limiter.noteWrong(QString::number(i), 0ms));
    QVERIFY(limiter.noteWrong(here, 0ms));
    limiter.restart();
    QVERIFY(!limiter.noteWrong(there, 0ms));
}

void TestAttemptLimiter::forgivesTheRight()
{
    AttemptLimiter limiter;
    for (int i = 0; i < 5; ++i)
        limiter.noteWrong(here, 0ms);
    QVERIFY(limiter.wait(here, 0ms));
    limiter.noteRight(here);
    QVERIFY(!limiter.wait(here, 0ms));
}

void TestAttemptLimiter::throttlesEverybody()
{
    AttemptLimiter limiter;
    limiter.throttleAll(0ms);
    QCOMPARE(limiter.wait(there, 0ms), std::optional(30s));
    QVERIFY(!limiter.wait(there, 30s));
    limiter.noteWrong(here, 30s);
    QCOMPARE(limiter.wait(there, 30s), std::optional(30s));
}

void TestAttemptLimiter::boundsItsMemory()
{
    AttemptLimiter limiter;
    for (int i = 0; i < 3; ++i)
        limiter.noteWrong(here, 1h);
    for (int i = 0; i < 4200; ++i)
        limiter.noteWrong(QString::number(i), 0ms);
    QVERIFY2(limiter.wait(here, 1h), "the latest offender is remembered");
}

QTEST_APPLESS_MAIN(TestAttemptLimiter)
#include "tst_AttemptLimiter.moc"
