#include "proxy/UpdateGate.h"

#include <QTest>

using namespace oriel;

class tst_UpdateGate : public QObject {
    Q_OBJECT

private:
    const QByteArray full = QByteArray::fromHex("03000000000004000300");
    const QByteArray next = QByteArray::fromHex("03010000000004000300");
    const QByteArray part = QByteArray::fromHex("03010010001000100010");

private slots:
    void passesWhenDrained()
    {
        UpdateGate gate;
        gate.request(full);
        QCOMPARE(gate.release(true), full);
        QVERIFY(gate.release(true).isEmpty());
    }

    void holdsAndMerges()
    {
        UpdateGate gate;
        for (int i = 0; i < 100; ++i) {
            gate.request(next);
            gate.request(part);
        }
        QVERIFY(gate.release(false).isEmpty());
        QVERIFY(gate.isHolding());
        QCOMPARE(gate.release(true), next);
        gate.request(full);
        gate.request(next);
        QCOMPARE(gate.release(true), full);
    }

    void oneFullAnswerAtATime()
    {
        UpdateGate gate;
        gate.request(full);
        gate.release(true);
        QVERIFY(gate.isWaiting());
        gate.request(full);
        gate.request(next);
        QVERIFY(gate.release(true).isEmpty());
        gate.noteAnswer();
        QVERIFY(gate.release(false).isEmpty());
        QCOMPARE(gate.release(true), QByteArray(full + next));
    }

    void unansweredIncrementalIsNotRepeated()
    {
        UpdateGate gate;
        gate.request(next);
        QCOMPARE(gate.release(true), next);
        gate.request(part);
        QVERIFY(gate.release(true).isEmpty());
        gate.noteAnswer();
        QCOMPARE(gate.release(true), part);
    }

    void manyAreasBecomeOne()
    {
        UpdateGate gate;
        for (int i = 0; i < 40; ++i) {
            QByteArray message = part;
            message[3] = static_cast<char>(i); // x
            message[5] = static_cast<char>(40 - i);
            gate.request(message);
        }
        QVERIFY(gate.release(true).size() <= 10 * UpdateGate::maxHeld);
    }
};

QTEST_GUILESS_MAIN(tst_UpdateGate)
#include "tst_UpdateGate.moc"
