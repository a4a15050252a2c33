#include "vnc/FlowControl.h"

#include <QTest>

#include <algorithm>
#include <functional>
#include <random>

using namespace oriel;
using namespace std::chrono_literals;

namespace {

using Time = FlowControl::Time;

/** A line with a viewer at its end, and somebody who always has the next update at hand. */
class Line {
public:
    Time delay = 50ms; ///< there and back
    double rate = 2.5e6;
    std::function<Time()> drawing = [] { return Time(0); };
    std::function<qsizetype()> bytes = [] { return qsizetype(50'000); };
    bool isAnswering = true;

    Time now = 1s;
    double passed = 0;   ///< bytes answered
    Time longestWait{0}; ///< of an update behind another one
    qsizetype underWay = 0;

    void run(Time span)
    {
        for (const Time end = now + span; now < end; now += 1ms) {
            answer();
            if (const auto next = m_flow.next(now); next && *next <= now)
                send();
        }
    }
    void measureAnew()
    {
        passed = 0;
        longestWait = Time(0);
    }
    const FlowControl &flow() const { return m_flow; }

private:
    struct Answer {
        quint64 fence;
        Time due;
        qsizetype bytes;
    };

    void send()
    {
        if (m_flow.isProbeDue(now)) {
            m_flow.probe(++m_fence, now);
            m_answers.append({m_fence, std::max(m_free, now) + delay, 0});
        }
        const qsizetype size = bytes();
        m_flow.send(++m_fence, size, now);
        longestWait = std::max(longestWait, m_free - now);
        const auto passing =
            std::chrono::ceil<Time>(std::chrono::duration<double>(double(size) / rate));
        m_free = std::max(m_free, now) + passing + drawing();
        m_answers.append({m_fence, m_free + delay, size});
        underWay += size;
    }
    void answer()
    {
        while (isAnswering && !m_answers.isEmpty() && m_answers.first().due <= now) {
            const Answer answer = m_answers.takeFirst();
            m_flow.acknowledge(answer.fence, now);
            passed += double(answer.bytes);
            underWay -= answer.bytes;
        }
    }

    FlowControl m_flow;
    QList<Answer> m_answers;
    quint64 m_fence = 0;
    Time m_free{0};
};

} // namespace

class TestFlowControl : public QObject {
    Q_OBJECT

private slots:
    void keepsALineBusyAndItsQueueShort_data()
    {
        QTest::addColumn<int>("delay");
        QTest::addColumn<double>("rate");
        QTest::addColumn<int>("size");
        QTest::newRow("20 Mbit/s, 20 ms") << 20 << 2.5e6 << 50'000;
        QTest::newRow("20 Mbit/s, 50 ms") << 50 << 2.5e6 << 30'000;
        QTest::newRow("5 Mbit/s, 60 ms") << 60 << 6.25e5 << 20'000;
        QTest::newRow("1 Mbit/s, 150 ms") << 150 << 1.25e5 << 4'000;
        QTest::newRow("1 Gbit/s, 4 ms") << 4 << 1.25e8 << 600'000;
        QTest::newRow("a slow phone nearby") << 5 << 1e6 << 30'000;
    }

    void keepsALineBusyAndItsQueueShort()
    {
        QFETCH(const int, delay);
        QFETCH(const double, rate);
        QFETCH(const int, size);
        Line line;
        line.delay = std::chrono::milliseconds(delay);
        line.rate = rate;
        line.bytes = [size] { return qsizetype(size); };
        line.run(2s);
        line.measureAnew();
        line.run(10s);
        QCOMPARE_GE(line.passed, 0.93 * rate * 10);
        QCOMPARE_LE(line.longestWait / 1ms, FlowControl::slack / 1ms + 4);
    }

    void waitsForTheFirstLargeOne()
    {
        FlowControl flow;
        flow.probe(1, 0s);
        flow.send(2, 250'000, 0s);
        QVERIFY(!flow.next(1s));
        flow.acknowledge(1, 100ms);
        QVERIFY(!flow.next(1s));
        flow.acknowledge(2, 2100ms);
        QCOMPARE(flow.next(2100ms), Time(2100ms));
        QCOMPARE(qRound(*flow.bulkRate()), 125'000);
    }

    void answersThatComeAllAtOnceMakeNoFastLine()
    {
        FlowControl flow;
        flow.probe(1, 0s);
        flow.acknowledge(1, 150ms);
        flow.send(2, 30'000, 150ms);
        flow.acknowledge(2, 540ms);
        // A packet of the first is lost: what follows waits for it, too.
        flow.send(3, 30'000, 540ms);
        flow.send(4, 30'000, 600ms);
        flow.acknowledge(3, 1200ms);
        flow.acknowledge(4, 1204ms);
        QCOMPARE_GE(*flow.bulkRate(), 0.7 * 125e3);
        QCOMPARE_LE(*flow.bulkRate(), 1.4 * 125e3);
    }

    void smallUpdatesSayNothingOfTheLine()
    {
        Line line;
        line.rate = 2.5e6;
        line.run(2s);
        QCOMPARE_GE(*line.flow().bulkRate(), 2e6);
        QCOMPARE_LE(*line.flow().bulkRate(), 3e6);
        const double before = *line.flow().bulkRate();
        line.bytes = [] { return qsizetype(4000); };
        line.drawing = [] { return Time(20ms); };
        line.run(1s); // what was under way is through
        const double after = *line.flow().bulkRate();
        line.run(5s);
        QCOMPARE_GE(after, before / 2);
        QCOMPARE(*line.flow().bulkRate(), after);
        QCOMPARE_LE(*line.flow().rate(), 0.3e6);
    }

    void drawingIsPartOfTheLine()
    {
        Line line;
        line.rate = 1e8;
        line.delay = 2ms;
        line.drawing = [] { return Time(40ms); };
        line.run(2s);
        line.measureAnew();
        line.run(5s);
        QCOMPARE_GE(line.passed, 0.9 * 50'000 * 5000 / 41);
        QCOMPARE_LE(line.longestWait / 1ms, FlowControl::slack / 1ms + 4);
    }

    void sizesAndTimesVary()
    {
        std::mt19937 random(1);
        Line line;
        line.bytes = [&] {
            return qsizetype(random() % 8 == 0 ? 100'000 : random() % 20'000 + 30);
        };
        line.drawing = [&] { return Time(random() % 6000); };
        line.run(2s);
        line.measureAnew();
        line.run(20s);
        QCOMPARE_LE(line.longestWait / 1ms, 60);
        // The line can pass 21,260 bytes in 11.5 ms on average; not all of it can be foreseen.
        QCOMPARE_GE(line.passed, 0.7 * 21'260 / 11.5e-3 * 20);
    }

    void followsALineThatChanges()
    {
        Line line;
        line.run(2s);
        line.rate /= 8;
        line.run(3s);
        line.measureAnew();
        line.run(3s);
        QCOMPARE_GE(line.passed, 0.93 * line.rate * 3);
        QCOMPARE_LE(line.longestWait / 1ms, FlowControl::slack / 1ms + 4);
        line.rate *= 8;
        line.run(1500ms);
        line.measureAnew();
        line.run(3s);
        QCOMPARE_GE(line.passed, 0.93 * line.rate * 3);
    }

    void aLongerWayIsLearnt()
    {
        Line line;
        line.run(2s);
        line.delay = 120ms;
        line.run(1s);
        line.measureAnew();
        line.run(3s);
        QCOMPARE_GE(line.passed, 0.93 * line.rate * 3);
        line.run(25s);
        QCOMPARE(*line.flow().roundTrip() / 1ms, 120);
        line.measureAnew();
        line.run(3s);
        QCOMPARE_GE(line.passed, 0.93 * line.rate * 3);
    }

    void whoDoesNotAnswerGetsNothingMore()
    {
        Line line;
        line.run(3s);
        line.isAnswering = false;
        line.run(500ms);
        const qsizetype before = line.underWay;
        QCOMPARE_LE(before, qsizetype(500'000));
        line.run(60s);
        QCOMPARE(line.underWay, before);
        line.isAnswering = true;
        line.run(3s);
        line.measureAnew();
        line.run(3s);
        QCOMPARE_GE(line.passed, 0.93 * line.rate * 3);
    }

    void whoNeverAnsweredGetsOne()
    {
        Line line;
        line.isAnswering = false;
        line.run(60s);
        QCOMPARE(line.underWay, qsizetype(50'000));
    }

    void strangeAnswersAreIgnored()
    {
        FlowControl flow;
        flow.acknowledge(7, 1s);
        QVERIFY(!flow.roundTrip());
        flow.send(1, 1000, 1s);
        flow.send(2, 1000, 1s);
        flow.acknowledge(3, 2s);
        QVERIFY(!flow.next(2s));
        flow.acknowledge(2, 2s);
        QCOMPARE(flow.next(2s), Time(2s));
        flow.acknowledge(1, 3s);
        flow.acknowledge(2, 3s);
        QCOMPARE(*flow.rate(), 2000.0);
    }
};

QTEST_APPLESS_MAIN(TestFlowControl)
#include "tst_FlowControl.moc"
