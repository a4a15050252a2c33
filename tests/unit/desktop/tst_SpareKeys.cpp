#include "desktop/x11/SpareKeys.h"

#include <QtTest>

using namespace oriel;

namespace {
const auto nothingHeld = [](quint32) { return false; };
} // namespace

class tst_SpareKeys : public QObject {
    Q_OBJECT

private slots:
    void lendsOncePerKeysym();
    void takesTheLeastRecentlyUsed();
    void sparesHeldKeys();
    void takesBack();
    void forgetsVanishedCodes();
};

void tst_SpareKeys::lendsOncePerKeysym()
{
    SpareKeys keys;
    QVERIFY(!keys.lend(0x1f642, nothingHeld));
    keys.setKeyCodes({250, 251});
    const auto first = keys.lend(0x1f642, nothingHeld);
    QVERIFY(first && first->isNew);
    const auto again = keys.lend(0x1f642, nothingHeld);
    QVERIFY(again && !again->isNew);
    QCOMPARE(again->keyCode, first->keyCode);
    QCOMPARE(keys.keysymOf(first->keyCode), 0x1f642U);
}

void tst_SpareKeys::takesTheLeastRecentlyUsed()
{
    SpareKeys keys;
    keys.setKeyCodes({250, 251, 252});
    const quint32 a = keys.lend(1, nothingHeld)->keyCode;
    const quint32 b = keys.lend(2, nothingHeld)->keyCode;
    const quint32 c = keys.lend(3, nothingHeld)->keyCode;
    QCOMPARE((QSet<quint32>{a, b, c}), (QSet<quint32>{250, 251, 252}));
    keys.lend(1, nothingHeld);
    QCOMPARE(keys.lend(4, nothingHeld)->keyCode, b);
    QCOMPARE(keys.lend(5, nothingHeld)->keyCode, c);
    QCOMPARE(keys.lend(6, nothingHeld)->keyCode, a);
}

void tst_SpareKeys::sparesHeldKeys()
{
    SpareKeys keys;
    keys.setKeyCodes({250, 251});
    const quint32 a = keys.lend(1, nothingHeld)->keyCode;
    const auto holdsA = [a](quint32 keyCode) { return keyCode == a; };
    keys.lend(2, nothingHeld);
    QVERIFY(keys.lend(3, holdsA)->keyCode != a);
    QCOMPARE(keys.keysymOf(a), 1U);
    QVERIFY(!keys.lend(4, [](quint32) { return true; }));
}

void tst_SpareKeys::takesBack()
{
    SpareKeys keys;
    keys.setKeyCodes({250, 251});
    const quint32 a = keys.lend(1, nothingHeld)->keyCode;
    const quint32 b = keys.lend(2, nothingHeld)->keyCode;
    QCOMPARE(keys.takeBack([a](quint32 keyCode) { return keyCode == a; }), QList<quint32>{b});
    QVERIFY(keys.isAnyLent());
    QCOMPARE(keys.takeBack(nothingHeld), QList<quint32>{a});
    QVERIFY(!keys.isAnyLent());
    QVERIFY(keys.takeBack(nothingHeld).isEmpty());
}

void tst_SpareKeys::forgetsVanishedCodes()
{
    SpareKeys keys;
    keys.setKeyCodes({250, 251});
    const quint32 a = keys.lend(1, nothingHeld)->keyCode;
    keys.setKeyCodes({a, 240});
    QCOMPARE(keys.keysymOf(a), 1U);
    keys.setKeyCodes({240});
    QVERIFY(!keys.isAnyLent());
    QCOMPARE(keys.lend(1, nothingHeld)->keyCode, 240U);
}

QTEST_GUILESS_MAIN(tst_SpareKeys)
#include "tst_SpareKeys.moc"
