#include "vnc/VideoWatch.h"

#include <QTest>

using namespace oriel;
using namespace std::chrono_literals;

namespace {

using Time = VideoWatch::Time;

/** A viewer on a line, told of what it gets. */
class Viewer {
public:
    Time now = 100s;
    FlowControl flow;
    VideoWatch watch;

    /** Goes out now; its fence. */
    quint64 send(bool video, qsizetype bytes = 5000)
    {
        flow.send(++m_fence, bytes, now);
        now += 1ms;
        if (video)
            watch.noteSent(now);
        return m_fence;
    }
    void answer(quint64 fence) { flow.acknowledge(fence, now); }
    bool fallsSilentIn(Time time)
    {
        now += time;
        return watch.fallsSilent(flow, now);
    }
    bool isStuckIn(Time time)
    {
        now += time;
        return watch.isStuck(flow, now);
    }

private:
    quint64 m_fence = 0;
};

} // namespace

/** Who stopped drawing after H.264, and who did not. */
class TestVideoWatch : public QObject {
    Q_OBJECT

private slots:
    void pausesAfterASecond()
    {
        Viewer viewer;
        viewer.send(true);
        QVERIFY(!viewer.fallsSilentIn(900ms));
        QVERIFY(viewer.watch.maySend(viewer.now));
        QVERIFY(viewer.fallsSilentIn(200ms));
        QVERIFY(!viewer.fallsSilentIn(200ms)); // once
        QVERIFY(!viewer.watch.maySend(viewer.now));
        QVERIFY(!viewer.isStuckIn(2s));
        QVERIFY(viewer.isStuckIn(1s));
    }

    void anAnswerEndsIt()
    {
        Viewer viewer;
        viewer.send(true);
        const quint64 last = viewer.send(false);
        QVERIFY(viewer.isStuckIn(5s));
        viewer.answer(last);
        QVERIFY(!viewer.isStuckIn(5s));
        QVERIFY(!viewer.watch.isDoubtful(viewer.flow));
    }

    /** noVNC answers before it has drawn; the next update is what waits. */
    void whatIsAnsweredMayStillNotBeDrawn()
    {
        Viewer viewer;
        viewer.answer(viewer.send(true));
        QVERIFY(!viewer.watch.isDoubtful(viewer.flow)); // nothing waits
        viewer.flow.probe(77, viewer.now += 1s);
        viewer.answer(77); // which says nothing about drawing
        const quint64 waiting = viewer.send(false);
        QVERIFY(viewer.fallsSilentIn(2s));
        viewer.answer(waiting);
        viewer.send(false);
        QVERIFY(!viewer.fallsSilentIn(20s)); // all H.264 is drawn: it is not to blame
    }

    void aSlowLineIsNoSilence()
    {
        Viewer viewer;
        for (int i = 0; i < 3; ++i) { // 10 kB/s
            const quint64 fence = viewer.send(true);
            viewer.now += 500ms;
            viewer.answer(fence);
        }
        viewer.send(true, 20000);
        QVERIFY(!viewer.fallsSilentIn(2s));
        QVERIFY(viewer.fallsSilentIn(1s));
    }

    void pausesGrow()
    {
        Viewer viewer;
        for (const Time pause : {10s, 20s, 40s}) {
            for (int i = 0; i < 100; ++i) // after a silence the line seems slow for a while
                viewer.answer(viewer.send(false));
            const quint64 fence = viewer.send(true);
            QVERIFY(viewer.fallsSilentIn(2s));
            viewer.answer(fence);
            QVERIFY(!viewer.watch.maySend(viewer.now + pause - 1ms));
            viewer.now += pause;
            QVERIFY(viewer.watch.maySend(viewer.now));
        }
    }
};

QTEST_APPLESS_MAIN(TestVideoWatch)
#include "tst_VideoWatch.moc"
