#include "desktop/KeyMap.h"

#include <QtTest>

using namespace oriel;

namespace {

using Modifiers = KeyMap::Modifiers;

constexpr Modifiers numLock = 16; // Mod2
constexpr Modifiers altGr = 128;  // Mod5
constexpr quint32 shiftKey = 50;
constexpr quint32 altGrKey = 92;

// Adds a key's levels for every combination of the modifiers that its type knows.
void addLetter(KeyMap &map, quint32 code, quint32 small, quint32 capital, int group = 0,
               int groups = 1)
{
    const Modifiers both = KeyMap::shift | KeyMap::lock;
    map.addSymbol({small, code, group, groups, 0, both});
    map.addSymbol({small, code, group, groups, both, both});
    map.addSymbol({capital, code, group, groups, KeyMap::shift, both});
    map.addSymbol({capital, code, group, groups, KeyMap::lock, both});
}

void addPair(KeyMap &map, quint32 code, quint32 plain, quint32 shifted)
{
    map.addSymbol({plain, code, 0, 1, 0, KeyMap::shift});
    map.addSymbol({shifted, code, 0, 1, KeyMap::shift, KeyMap::shift});
}

KeyMap testMap()
{
    KeyMap map;
    addLetter(map, 38, 'a', 'A', 0, 2);
    addLetter(map, 38, 0x1000444, 0x1000424, 1, 2); // Cyrillic in the second layout
    addPair(map, 23, 0xff09, 0xfe20);               // Tab, ISO_Left_Tab
    addPair(map, 11, '2', '"');
    const Modifiers four = KeyMap::shift | altGr;
    map.addSymbol({'q', 24, 0, 1, 0, four});
    map.addSymbol({'Q', 24, 0, 1, KeyMap::shift, four});
    map.addSymbol({'@', 24, 0, 1, altGr, four});
    const Modifiers keypad = KeyMap::shift | numLock;
    map.addSymbol({0xff95, 79, 0, 1, 0, keypad}); // KP_Home
    map.addSymbol({0xffb7, 79, 0, 1, KeyMap::shift, keypad});
    map.addSymbol({0xffb7, 79, 0, 1, numLock, keypad});
    map.addSymbol({0xff95, 79, 0, 1, keypad, keypad});
    const Modifiers console = KeyMap::control | KeyMap::alt;
    map.addSymbol({0xffbe, 67, 0, 1, 0, console}); // F1
    map.addSymbol({0x1008fe01, 67, 0, 1, console, console});
    map.addSymbol({0xff0d, 36, 0, 1, 0, 0}); // Return
    map.addSymbol({0xffe1, 50, 0, 1, 0, 0}); // Shift_L
    map.addSymbol({0xffe9, 64, 0, 1, 0, 0}); // Alt_L
    addPair(map, 94, '<', '>');
    addPair(map, 59, ',', '<');
    map.addModifierKey(KeyMap::shift, shiftKey);
    map.addModifierKey(KeyMap::shift, 62);
    map.addModifierKey(altGr, altGrKey);
    map.addModifierKey(KeyMap::control, 37);
    return map;
}

KeyMap::Plan planned(quint32 keysym, const KeyMap::State &state = {})
{
    return testMap().plan(keysym, state).value_or(KeyMap::Plan{});
}

} // namespace

class tst_KeyMap : public QObject {
    Q_OBJECT

private slots:
    void plainKey();
    void addsShift();
    void addsAltGrBesidesNothing();
    void keepsWhatTheViewerHolds();
    void letsGoShift();
    void capsLock();
    void capsLockDoesNotMatterInChords();
    void shiftTab();
    void functionKeysKeepModifiers();
    void keypad();
    void otherLayout();
    void prefersTheViewersKey();
    void equivalents();
    void unknown();
    void modifierKeys();
};

void tst_KeyMap::plainKey() { QCOMPARE(planned('a'), (KeyMap::Plan{38, 0, 0, 0, 0, {}})); }

void tst_KeyMap::addsShift()
{
    QCOMPARE(planned('A'), (KeyMap::Plan{38, KeyMap::shift, 0, 0, 0, {}}));
    QCOMPARE(planned('"'), (KeyMap::Plan{11, KeyMap::shift, 0, 0, 0, {}}));
}

void tst_KeyMap::addsAltGrBesidesNothing()
{
    QCOMPARE(planned('@'), (KeyMap::Plan{24, altGr, 0, 0, 0, {}}));
}

void tst_KeyMap::keepsWhatTheViewerHolds()
{
    QCOMPARE(planned('A', {KeyMap::shift}), (KeyMap::Plan{38, 0, 0, 0, 0, {}}));
    QCOMPARE(planned('@', {altGr}), (KeyMap::Plan{24, 0, 0, 0, 0, {}}));
    QCOMPARE(planned('a', {KeyMap::control}), (KeyMap::Plan{38, 0, 0, 0, 0, {}}));
    // AltGr means nothing to this key, so it stays where it is.
    QCOMPARE(planned('"', {altGr}), (KeyMap::Plan{11, KeyMap::shift, 0, 0, 0, {}}));
}

void tst_KeyMap::letsGoShift()
{
    QCOMPARE(planned('2', {KeyMap::shift}), (KeyMap::Plan{11, 0, KeyMap::shift, 0, 0, {}}));
    QCOMPARE(planned('@', {KeyMap::shift}), (KeyMap::Plan{24, altGr, KeyMap::shift, 0, 0, {}}));
}

void tst_KeyMap::capsLock()
{
    const KeyMap::State caps{0, KeyMap::lock};
    QCOMPARE(planned('A', caps), (KeyMap::Plan{38, 0, 0, 0, 0, {}}));
    QCOMPARE(planned('a', caps), (KeyMap::Plan{38, KeyMap::shift, 0, 0, 0, {}}));
    // Shift held and Caps Lock on: letting Shift go gives the capital.
    QCOMPARE(planned('A', {KeyMap::shift, KeyMap::lock}),
             (KeyMap::Plan{38, 0, KeyMap::shift, 0, 0, {}}));
}

void tst_KeyMap::capsLockDoesNotMatterInChords()
{
    QCOMPARE(planned('a', {KeyMap::control, KeyMap::lock}), (KeyMap::Plan{38, 0, 0, 0, 0, {}}));
}

void tst_KeyMap::shiftTab()
{
    QCOMPARE(planned(0xff09, {KeyMap::shift}), (KeyMap::Plan{23, 0, 0, 0, 0, {}}));
    QCOMPARE(planned(0xfe20, {KeyMap::shift}), (KeyMap::Plan{23, 0, 0, 0, 0, {}}));
    QCOMPARE(planned(0xfe20), (KeyMap::Plan{23, KeyMap::shift, 0, 0, 0, {}}));
}

void tst_KeyMap::functionKeysKeepModifiers()
{
    QCOMPARE(planned(0xffbe, {KeyMap::control | KeyMap::alt}), (KeyMap::Plan{67, 0, 0, 0, 0, {}}));
}

void tst_KeyMap::keypad()
{
    QCOMPARE(planned(0xffb7, {0, numLock}), (KeyMap::Plan{79, 0, 0, 0, 0, {}}));
    QCOMPARE(planned(0xff95), (KeyMap::Plan{79, 0, 0, 0, 0, {}}));
    // Not by Shift: Shift with KP_Home would select text.
    QCOMPARE(planned(0xffb7), (KeyMap::Plan{79, 0, 0, numLock, 0, {}}));
    QCOMPARE(planned(0xff95, {0, numLock}), (KeyMap::Plan{79, 0, 0, 0, numLock, {}}));
}

void tst_KeyMap::otherLayout()
{
    QCOMPARE(planned(0x1000444), (KeyMap::Plan{38, 0, 0, 0, 0, 1}));
    QCOMPARE(planned(0x1000444, {0, 0, 1}), (KeyMap::Plan{38, 0, 0, 0, 0, {}}));
    QCOMPARE(planned('a', {KeyMap::control, 0, 1}), (KeyMap::Plan{38, 0, 0, 0, 0, 0}));
    // A key with one layout has it in all.
    QCOMPARE(planned('2', {0, 0, 1}), (KeyMap::Plan{11, 0, 0, 0, 0, {}}));
}

void tst_KeyMap::prefersTheViewersKey()
{
    QCOMPARE(planned('<').keyCode, 94U);
    QCOMPARE(planned('<', {KeyMap::shift, 0, 0, 59}), (KeyMap::Plan{59, 0, 0, 0, 0, {}}));
    KeyMap map;
    map.addSymbol({'x', 10, 0, 1, 0, 0});
    map.addSymbol({'x', 20, 0, 1, 0, 0});
    QCOMPARE(map.plan('x', {0, 0, 0, 20})->keyCode, 20U);
}

void tst_KeyMap::equivalents()
{
    QCOMPARE(planned(0xffea).keyCode, 64U);      // Alt_R
    QCOMPARE(planned(0xffe2).keyCode, shiftKey); // Shift_R
    QCOMPARE(planned(0xff8d).keyCode, 36U);      // KP_Enter
    QCOMPARE(planned(0xffb2).keyCode, 11U);      // KP_2
    KeyMap map;
    map.addSymbol({0xff09, 23, 0, 1, 0, 0});
    map.addModifierKey(KeyMap::shift, shiftKey);
    QCOMPARE(map.plan(0xfe20, {}), (KeyMap::Plan{23, KeyMap::shift, 0, 0, 0, {}}));
}

void tst_KeyMap::unknown()
{
    QVERIFY(!testMap().plan(0x101f642, {}));
    QVERIFY(!testMap().plan(0, {}));
    QVERIFY(KeyMap::isModifierKeysym(0xffe5));
    QVERIFY(KeyMap::isModifierKeysym(0xfe03));
    QVERIFY(!KeyMap::isModifierKeysym('a'));
}

void tst_KeyMap::modifierKeys()
{
    const KeyMap map = testMap();
    QCOMPARE(map.keyOf(KeyMap::shift), shiftKey);
    QCOMPARE(map.modifiersOf(62), KeyMap::shift);
    QCOMPARE(map.modifiersOf(38), Modifiers(0));
    QCOMPARE(map.keyOf(numLock), 0U);
}

QTEST_GUILESS_MAIN(tst_KeyMap)
#include "tst_KeyMap.moc"
