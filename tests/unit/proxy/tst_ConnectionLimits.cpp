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
        QTcpSocket *victim = nullptr;
        QVERIFY(limits.makeRoom(a, &victim) && !victim);
        limits.add(&first, a);
        limits.add(&second, b);
        limits.add(&third, b);
        QVERIFY(limits.makeRoom(b, &victim)); // its own address is full
        QCOMPARE(victim, &second);
        QVERIFY(limits.makeRoom(a, &victim)); // all is full
        QCOMPARE(victim, &first);
        limits.vouch(&first, true);
        QVERIFY(limits.makeRoom(a, &victim));
        QCOMPARE(victim, &second);
        limits.vouch(&second, true);
        limits.vouch(&third, true);
        QVERIFY(!limits.makeRoom(a, &victim));
        limits.vouch(&third, false);
        limits.remove(&third);
        limits.remove(&third);
        QCOMPARE(limits.size(), 2);
        QVERIFY(limits.makeRoom(b, &victim) && !victim);
    }

    void behindAProxyAllShareOneAddress()
    {
        ConnectionLimits limits(false, 10, 1);
        QTcpSocket socket;
        QTcpSocket *victim = nullptr;
        limits.add(&socket, a);
        QVERIFY(limits.makeRoom(a, &victim) && !victim);
    }
};

QTEST_GUILESS_MAIN(tst_ConnectionLimits)
#include "tst_ConnectionLimits.moc"
