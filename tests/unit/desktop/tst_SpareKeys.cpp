#include "desktop/x11/SpareKeys.h"

#include <QtTest>

using namespace oriel;
using namespace std::chrono_literals;

namespace {
const auto nothingHeld = [](quint32) { return false; };
} // namespace

class tst_SpareKeys : public QObject {
    Q_OBJECT

private slots:
    void lendsOncePerKeysym();
    void takesTheLeastRecentlyUsed();
    void letsKeysRest();
    void sparesHeldKeys();
    void takesBack();
    void forgetsVanishedCodes();
};

void tst_SpareKeys::lendsOncePerKeysym()
{
    SpareKeys keys;
    QVERIFY(!keys.lend(0x1f642, nothingHeld, 0ms));
    keys.setKeyCodes({250, 251});
    const auto first = keys.lend(0x1f642, nothingHeld, 0ms);
    QVERIFY(first && first->isNew);
    const auto again = keys.lend(0x1f642, nothingHeld, 0ms);
    QVERIFY(again && !again->isNew);
    QCOMPARE(again->keyCode, first->keyCode);
    QCOMPARE(keys.keysymOf(first->keyCode), 0x1f642U);
}

void tst_SpareKeys::takesTheLeastRecentlyUsed()
{
    SpareKeys keys;
    keys.setKeyCodes({250, 251, 252});
    const quint32 a = keys.lend(1, nothingHeld, 0ms)->keyCode;
    const quint32 b = keys.lend(2, nothingHeld, 0ms)->keyCode;
    const quint32 c = keys.lend(3, nothingHeld, 0ms)->keyCode;
    QCOMPARE((QSet<quint32>{a, b, c}), (QSet<quint32>{250, 251, 252}));
    keys.lend(1, nothingHeld, 0ms);
    QCOMPARE(keys.lend(4, nothingHeld, 0ms)->keyCode, b);
    QCOMPARE(keys.lend(5, nothingHeld, 0ms)->keyCode, c);
    QCOMPARE(keys.lend(6, nothingHeld, 0ms)->keyCode, a);
}

void tst_SpareKeys::letsKeysRest()
{
    SpareKeys keys;
    keys.setKeyCodes({250, 251});
    QCOMPARE(keys.restLeft(1, nothingHeld, 0ms), 0ms);
    const quint32 first = keys.lend(1, nothingHeld, 0ms)->keyCode;
    QCOMPARE(keys.restLeft(2, nothingHeld, 100ms), 0ms); // there is one that nobody used
    keys.lend(2, nothingHeld, 100ms);
    QCOMPARE(keys.restLeft(1, nothingHeld, 100ms), 0ms); // keeps its meaning
    QCOMPARE(keys.restLeft(3, nothingHeld, 100ms), SpareKeys::rest - 100ms);
    QCOMPARE(keys.restLeft(
                 3, [first](quint32 code) { return code == first; }, 200ms),
             SpareKeys::rest - 100ms);
    QCOMPARE(keys.restLeft(
                 3, [](quint32) { return true; }, 200ms),
             0ms);                    // not worth waiting for
    keys.lend(1, nothingHeld, 200ms); // once more: it rests from now, the other from before
    QCOMPARE(keys.restLeft(3, nothingHeld, 200ms), SpareKeys::rest - 100ms);
    QCOMPARE(keys.restLeft(3, nothingHeld, 5s), 0ms);
    keys.takeBack(nothingHeld);
    QCOMPARE(keys.restLeft(3, nothingHeld, 200ms), 0ms);
}

void tst_SpareKeys::sparesHeldKeys()
{
    SpareKeys keys;
    keys.setKeyCodes({250, 251});
    const quint32 a = keys.lend(1, nothingHeld, 0ms)->keyCode;
    const auto holdsA = [a](quint32 keyCode) { return keyCode == a; };
    keys.lend(2, nothingHeld, 0ms);
    QVERIFY(keys.lend(3, holdsA, 0ms)->keyCode != a);
    QCOMPARE(keys.keysymOf(a), 1U);
    QVERIFY(!keys.lend(
        4, [](quint32) { return true; }, 0ms));
}

void tst_SpareKeys::takesBack()
{
    SpareKeys keys;
    keys.setKeyCodes({250, 251});
    const quint32 a = keys.lend(1, nothingHeld, 0ms)->keyCode;
    const quint32 b = keys.lend(2, nothingHeld, 0ms)->keyCode;
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
    const quint32 a = keys.lend(1, nothingHeld, 0ms)->keyCode;
    keys.setKeyCodes({a, 240});
    QCOMPARE(keys.keysymOf(a), 1U);
    keys.setKeyCodes({240});
    QVERIFY(!keys.isAnyLent());
    QCOMPARE(keys.lend(1, nothingHeld, 0ms)->keyCode, 240U);
}

QTEST_GUILESS_MAIN(tst_SpareKeys)
#include "tst_SpareKeys.moc"
