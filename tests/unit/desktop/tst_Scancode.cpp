#include "desktop/Scancode.h"

#include <QtTest>

using namespace oriel;

class tst_Scancode : public QObject {
    Q_OBJECT

private slots:
    void knownPlaces_data();
    void knownPlaces();
    void unknownPlaces();
};

// Linux's names: include/uapi/linux/input-event-codes.h
void tst_Scancode::knownPlaces_data()
{
    QTest::addColumn<quint32>("scancode");
    QTest::addColumn<quint32>("inputCode");
    QTest::newRow("Escape") << 0x01U << 1U;
    QTest::newRow("A") << 0x1eU << 30U;
    QTest::newRow("F10") << 0x44U << 68U;
    QTest::newRow("KP .") << 0x53U << 83U;
    QTest::newRow("102nd") << 0x56U << 86U;
    QTest::newRow("F12") << 0x58U << 88U;
    QTest::newRow("KP Enter") << 0x9cU << 96U;
    QTest::newRow("Right Ctrl") << 0x9dU << 97U;
    QTest::newRow("AltGr") << 0xb8U << 100U;
    QTest::newRow("Home") << 0xc7U << 102U;
    QTest::newRow("Delete") << 0xd3U << 111U;
    QTest::newRow("Left Super") << 0xdbU << 125U;
    QTest::newRow("Menu") << 0xddU << 127U;
    QTest::newRow("Ro") << 0x73U << 89U;
    QTest::newRow("Yen") << 0x7dU << 124U;
    QTest::newRow("Print with Alt") << 0x54U << 99U;
    QTest::newRow("F13") << 0x5dU << 183U;
}

void tst_Scancode::knownPlaces()
{
    QFETCH(quint32, scancode);
    QFETCH(quint32, inputCode);
    QCOMPARE(inputCodeOf(scancode), inputCode);
}

void tst_Scancode::unknownPlaces()
{
    QVERIFY(!inputCodeOf(0));
    QVERIFY(!inputCodeOf(0x55));
    QVERIFY(!inputCodeOf(0xff));
    QVERIFY(!inputCodeOf(0xe01e));
    QVERIFY(!inputCodeOf(0xffffffff));
}

QTEST_GUILESS_MAIN(tst_Scancode)
#include "tst_Scancode.moc"
