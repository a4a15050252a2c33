#include "proxy/HeldInputWatch.h"

#include <QTest>

using namespace oriel;

namespace {

QByteArray hex(const char *text) { return QByteArray::fromHex(text); }

} // namespace

class tst_HeldInputWatch : public QObject {
    Q_OBJECT

private slots:
    void keysUntilTheLastIsUp()
    {
        HeldInputWatch watch;
        QVERIFY(!watch.isHolding());
        watch.note(hex("0401000000000061"));
        watch.note(hex("0401000000000062"));
        watch.note(hex("0400000000000061"));
        QVERIFY(watch.isHolding());
        watch.note(hex("0400000000000062"));
        QVERIFY(!watch.isHolding());
    }

    void aPlaceOnTheKeyboardWhateverItsKeysym()
    {
        HeldInputWatch watch;
        watch.note(hex("ff000001000000410000001e"));
        QVERIFY(watch.isHolding());
        watch.note(hex("ff000000000000610000001e"));
        QVERIFY(!watch.isHolding());
    }

    void buttonsOfBothForms()
    {
        HeldInputWatch watch;
        watch.note(hex("050100010001"));
        QVERIFY(watch.isHolding());
        watch.note(hex("050000010001"));
        QVERIFY(!watch.isHolding());
        watch.note(hex("f0000100010001"));
        QVERIFY(watch.isHolding());
        watch.note(hex("f0000000010001"));
        QVERIFY(!watch.isHolding());
    }

    void aFloodOfKeysIsBoundedAndForgotten()
    {
        HeldInputWatch watch;
        for (int i = 0; i < 1000; ++i) {
            QByteArray press = hex("0401000000000000");
            press[6] = static_cast<char>(i / 256);
            press[7] = static_cast<char>(i);
            watch.note(press);
        }
        QVERIFY(watch.isHolding());
        watch.clear();
        QVERIFY(!watch.isHolding());
    }

    void nothingElseHolds()
    {
        HeldInputWatch watch;
        watch.note({});
        watch.note(hex("0600000000000001ff"));
        watch.note(hex("020000010000ffff"));
        QVERIFY(!watch.isHolding());
    }
};

QTEST_GUILESS_MAIN(tst_HeldInputWatch)
#include "tst_HeldInputWatch.moc"
