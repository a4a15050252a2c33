#include "desktop/FrameStore.h"

#include <QSignalSpy>
#include <QtTest>

#include <atomic>
#include <thread>

using namespace oriel;

class tst_FrameStore : public QObject {
    Q_OBJECT

private slots:
    void startsWithoutAPicture();
    void resizeGivesABlackPicture();
    void writerIsTurnedAwayAndCalledBack();
    void nobodyIsCalledBackInVain();
    void moveHandsTheAccessOver();
    void noCallIsLost();
};

void tst_FrameStore::startsWithoutAPicture()
{
    FrameStore store;
    QVERIFY(store.read());
    QVERIFY(!store.read().framebuffer());
}

void tst_FrameStore::resizeGivesABlackPicture()
{
    FrameStore store;
    {
        FrameStore::Access access = store.tryWrite();
        QVERIFY(access);
        access.resize({33, 7});
        QCOMPARE(access->size(), QSize(33, 7));
        QCOMPARE(access->stride(), std::size_t(132));
        QCOMPARE(quintptr(access->row(0)) % 64, quintptr(0));
        for (int y = 0; y < 7; ++y) {
            for (std::size_t i = 0; i < access->stride(); ++i)
                QCOMPARE(access->row(y)[i], 0);
        }
        access->row(6)[131] = 9;
    }
    QCOMPARE(store.read()->row(6)[131], 9);
}

void tst_FrameStore::writerIsTurnedAwayAndCalledBack()
{
    FrameStore store;
    QSignalSpy released(&store, &FrameStore::released);
    std::atomic<int> step = 0;
    std::thread reader([&] {
        const FrameStore::Access access = store.read();
        step = 1;
        step.notify_all();
        step.wait(1);
    });
    step.wait(0);
    QVERIFY(!store.tryWrite());
    QVERIFY(!store.tryWrite());
    step = 2;
    step.notify_all();
    reader.join();
    QCOMPARE(released.count(), 1);
    QVERIFY(store.tryWrite());
}

void tst_FrameStore::nobodyIsCalledBackInVain()
{
    FrameStore store;
    QSignalSpy released(&store, &FrameStore::released);
    store.read();
    store.tryWrite();
    store.read();
    QCOMPARE(released.count(), 0);
}

void tst_FrameStore::moveHandsTheAccessOver()
{
    FrameStore store;
    FrameStore::Access first = store.tryWrite();
    FrameStore::Access second = std::move(first);
    QVERIFY(!first);
    QVERIFY(second);
    second = FrameStore::Access();
    QVERIFY(store.tryWrite());
}

void tst_FrameStore::noCallIsLost()
{
    FrameStore store;
    std::atomic<int> calls = 0;
    connect(
        &store, &FrameStore::released, &store, [&calls] { ++calls; }, Qt::DirectConnection);
    std::atomic<bool> stop = false;
    std::thread reader([&] {
        while (!stop)
            store.read();
    });
    // Each time the writer is turned away, it must be called, or it would wait for ever.
    bool everCalled = true;
    for (int i = 0; i < 5000 && everCalled; ++i) {
        const int before = calls;
        if (!store.tryWrite())
            everCalled = QTest::qWaitFor([&calls, before] { return calls > before; }, 5000);
    }
    stop = true;
    reader.join();
    QVERIFY(everCalled);
}

QTEST_GUILESS_MAIN(tst_FrameStore)
#include "tst_FrameStore.moc"
