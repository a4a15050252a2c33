#include "proxy/ConnectionLimits.h"

#include <QTcpSocket>
#include <QTest>

using namespace oriel;

class tst_ConnectionLimits : public QObject {
    Q_OBJECT

    const QString a = QStringLiteral("192.0.2.1");
    const QString b = QStringLiteral("192.0.2.2");

private slots:
    void theOldestGoes()
    {
        ConnectionLimits limits(true, 3, 2);
        QTcpSocket first;
        QTcpSocket second;
        QTcpSocket third;
        QVERIFY(!limits.victim(a));
        limits.add(&first, a);
        limits.add(&second, b);
        QVERIFY(!limits.victim(b));
        limits.add(&third, b);
        QCOMPARE(limits.victim(b), &second); // its own address is full
        QCOMPARE(limits.victim(a), &first);  // all is full
        limits.remove(&third);
        limits.remove(&third);
        QCOMPARE(limits.size(), 2);
        QVERIFY(!limits.victim(b));
    }

    void whoIsVouchedForStaysAndDoesNotCount()
    {
        ConnectionLimits limits(true, 2, 2);
        QTcpSocket viewer;
        QTcpSocket first;
        QTcpSocket second;
        limits.add(&viewer, a);
        limits.vouch(&viewer, true);
        limits.vouch(&viewer, true);
        limits.add(&first, a);
        QVERIFY(!limits.victim(a));
        limits.add(&second, a);
        QCOMPARE(limits.victim(a), &first);
        QCOMPARE(limits.victim(b), &first);
        limits.vouch(&viewer, false);
        QCOMPARE(limits.victim(b), &viewer);
        limits.vouch(&viewer, true);
        limits.remove(&viewer);
        limits.remove(&first);
        QVERIFY(!limits.victim(a));
    }

    void behindAProxyAllShareOneAddress()
    {
        ConnectionLimits limits(false, 10, 1);
        QTcpSocket socket;
        limits.add(&socket, a);
        QVERIFY(!limits.victim(a));
    }
};

QTEST_GUILESS_MAIN(tst_ConnectionLimits)
#include "tst_ConnectionLimits.moc"
