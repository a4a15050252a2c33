#include "vnc/VideoRate.h"

#include <QTest>

using namespace oriel;

class TestVideoRate : public QObject {
    Q_OBJECT

private slots:
    void leavesRoomOnASlowLine()
    {
        VideoRate rate;
        QCOMPARE(rate.follow(125e3), 400'000); // 1 Mbit/s
        QCOMPARE(rate.follow(625e3), 2'000'000);
        QCOMPARE(rate.follow(1e3), 150'000); // but a picture is a picture
    }

    void needsNoneOnAFastLine()
    {
        VideoRate rate;
        QCOMPARE(rate.follow({}), 0);
        QCOMPARE(rate.follow(VideoRate::enough), 0);
        QVERIFY(rate.follow(0.9 * VideoRate::enough) > 0);
        QVERIFY(rate.follow(1.2 * VideoRate::enough) > 0); // not to and fro
        QCOMPARE(rate.follow(1.6 * VideoRate::enough), 0);
    }

    void changesOnlyWhereItMatters()
    {
        VideoRate rate;
        const int first = rate.follow(500e3);
        QCOMPARE(rate.follow(590e3), first);
        QCOMPARE(rate.follow(420e3), first);
        QVERIFY(rate.follow(640e3) > first);
        QVERIFY(rate.follow(300e3) < first);
    }
};

QTEST_APPLESS_MAIN(TestVideoRate)
#include "tst_VideoRate.moc"
