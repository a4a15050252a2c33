#include "desktop/HeldInput.h"

#include <QtTest>

using namespace oriel;

class tst_HeldInput : public QObject {
    Q_OBJECT

private slots:
    void releasesTheCodeThatWasPressed();
    void identityPrefersThePlace();
    void unknownReleaseIsNothing();
    void sharedKeyGoesUpWithTheLast();
    void oneKeyUnderTwoNames();
    void buttonsOfViewersAdd();
    void releaseAllLetsGoInReverse();
    void releaseAllSparesOthers();
    void releaseAllOfAStranger();
    void fingersAreLimited();
};

void tst_HeldInput::releasesTheCodeThatWasPressed()
{
    HeldInput held;
    held.press(1, 'a', 38);
    QVERIFY(held.isKeyHeld(38));
    QCOMPARE(held.heldKey(1, 'a'), 38U);
    QVERIFY(!held.heldKey(2, 'a'));
    QCOMPARE(held.release(1, 'a'), 38U);
    QVERIFY(!held.isKeyHeld(38));
    QVERIFY(held.viewers().isEmpty());
}

void tst_HeldInput::identityPrefersThePlace()
{
    QCOMPARE(HeldInput::identity({'a', 30, true}), HeldInput::identity({'A', 30, false}));
    QVERIFY(HeldInput::identity({'a', 0, true}) != HeldInput::identity({'A', 0, true}));
    // A keysym and a scancode of the same number are different keys.
    QVERIFY(HeldInput::identity({30, 0, true}) != HeldInput::identity({0, 30, true}));
}

void tst_HeldInput::unknownReleaseIsNothing()
{
    HeldInput held;
    QVERIFY(!held.release(1, 'a'));
    held.press(1, 'a', 38);
    QVERIFY(!held.release(1, 'b'));
    QVERIFY(!held.release(2, 'a'));
    QVERIFY(held.isKeyHeld(38));
}

void tst_HeldInput::sharedKeyGoesUpWithTheLast()
{
    HeldInput held;
    held.press(1, 'a', 38);
    held.press(2, 'a', 38);
    QVERIFY(!held.release(1, 'a'));
    QCOMPARE(held.release(2, 'a'), 38U);
}

void tst_HeldInput::oneKeyUnderTwoNames()
{
    HeldInput held;
    held.press(1, 'a', 38);
    QVERIFY(!held.releaseKeyCode(2, 38));
    QVERIFY(!held.releaseKeyCode(1, 39));
    QCOMPARE(held.releaseKeyCode(1, 38), 38U);
    QVERIFY(held.viewers().isEmpty());

    held.press(1, 'a', 38);
    held.press(1, 'A', 38); // Shift went down meanwhile, and no release came
    QCOMPARE(held.release(1, 'A'), 38U);
    QVERIFY(!held.isKeyHeld(38));
}

void tst_HeldInput::buttonsOfViewersAdd()
{
    HeldInput held;
    auto change = held.setButtons(1, 0b101);
    QCOMPARE(change.pressed, 0b101U);
    QCOMPARE(change.released, 0U);
    change = held.setButtons(2, 0b001);
    QCOMPARE(change.pressed, 0U);
    change = held.setButtons(1, 0b010);
    QCOMPARE(change.pressed, 0b010U);
    QCOMPARE(change.released, 0b100U); // viewer 2 still holds button 1
    QCOMPARE(held.setButtons(2, 0).released, 0b001U);
}

void tst_HeldInput::releaseAllLetsGoInReverse()
{
    HeldInput held;
    held.press(1, 0xffe3, 37);
    held.press(1, 'c', 54);
    held.setButtons(1, 0b1);
    const HeldInput::Released released = held.releaseAll(1);
    QCOMPARE(released.keyCodes, (QList<quint32>{54, 37}));
    QCOMPARE(released.buttons, 0b1U);
    QVERIFY(held.releaseAll(1).keyCodes.isEmpty());
}

void tst_HeldInput::releaseAllSparesOthers()
{
    HeldInput held;
    held.press(1, 'a', 38);
    held.press(1, 'b', 56);
    held.press(2, 'a', 38);
    held.setButtons(1, 0b11);
    held.setButtons(2, 0b10);
    const HeldInput::Released released = held.releaseAll(1);
    QCOMPARE(released.keyCodes, QList<quint32>{56});
    QCOMPARE(released.buttons, 0b01U);
    QVERIFY(held.isKeyHeld(38));
}

void tst_HeldInput::releaseAllOfAStranger()
{
    HeldInput held;
    held.press(1, 'a', 38);
    QVERIFY(held.releaseAll(7).keyCodes.isEmpty());
    QCOMPARE(held.releaseAll(7).buttons, 0U);
    QVERIFY(held.isKeyHeld(38));
}

void tst_HeldInput::fingersAreLimited()
{
    HeldInput held;
    for (quint32 i = 0; i < HeldInput::maxKeysPerViewer; ++i) {
        QVERIFY(held.mayPress(1));
        held.press(1, 1000 + i, 8 + i);
    }
    QVERIFY(!held.mayPress(1));
    QVERIFY(held.mayPress(2));
    QCOMPARE(held.releaseAll(1).keyCodes.size(), HeldInput::maxKeysPerViewer);
    QVERIFY(held.mayPress(1));
}

QTEST_GUILESS_MAIN(tst_HeldInput)
#include "tst_HeldInput.moc"
