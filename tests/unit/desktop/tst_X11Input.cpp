#include "X11InputTest.h"

#include <QSignalSpy>

using namespace oriel;
using namespace oriel::test;

/** Keys and buttons: what goes down, and that it comes up again. */
class tst_X11Input : public X11InputTest {
    Q_OBJECT

private slots:
    void chords();
    void heldShiftAndSmallLetter();
    void numLockAndKeypad();
    void functionKeys();
    void scancodeWithoutKeysym();
    void repetition();
    void keysReleaseWhatTheyPressed();
    void keysReleasedUnderAnotherName();
    void pointerAndButtons();
    void releaseAll();
    void sharedKey();
    void leds();
};

void tst_X11Input::chords()
{
    press(XKB_KEY_Control_L);
    tap(XKB_KEY_c);
    press(XKB_KEY_Shift_L);
    tap(XKB_KEY_C);
    release(XKB_KEY_Shift_L);
    release(XKB_KEY_Control_L);
    QTRY_COMPARE(pressed().size(), 2);
    QCOMPARE(pressed().at(0).state, controlState);
    QCOMPARE(pressed().at(0).keysym, quint32(XKB_KEY_c));
    QCOMPARE(pressed().at(1).state, controlState | shiftState);
    QCOMPARE(pressed().at(1).keysym, quint32(XKB_KEY_C));
}

void tst_X11Input::heldShiftAndSmallLetter()
{
    press(XKB_KEY_Shift_L);
    tap(XKB_KEY_A);
    tap(XKB_KEY_a);
    tap(XKB_KEY_A);
    tap(XKB_KEY_Left); // Shift is still held
    release(XKB_KEY_Shift_L);
    tap(XKB_KEY_a);
    QTRY_COMPARE(pressed().size(), 5);
    QCOMPARE(m_program->text(), QStringLiteral("AaAa"));
    QCOMPARE(pressed().at(3).state, shiftState);
    QCOMPARE(pressed().at(4).state, 0U);
}

void tst_X11Input::numLockAndKeypad()
{
    for (int pass = 0; pass < 2; ++pass) { // with Num Lock off, then on
        m_program->forget();
        for (const quint32 keysym : {XKB_KEY_KP_7, XKB_KEY_KP_Home, XKB_KEY_KP_Enter,
                                     XKB_KEY_KP_Add, XKB_KEY_KP_Decimal, XKB_KEY_KP_Delete})
            tap(keysym);
        QTRY_COMPARE(pressed().size(), 6);
        QCOMPARE(pressed().at(0).keysym, quint32(XKB_KEY_KP_7));
        QCOMPARE(pressed().at(1).keysym, quint32(XKB_KEY_KP_Home));
        QCOMPARE(pressed().at(2).keysym, quint32(XKB_KEY_KP_Enter));
        QCOMPARE(pressed().at(3).keysym, quint32(XKB_KEY_KP_Add));
        QCOMPARE(pressed().at(4).keysym, quint32(XKB_KEY_KP_Decimal));
        QCOMPARE(pressed().at(5).keysym, quint32(XKB_KEY_KP_Delete));
        for (const XProgram::Seen &key : pressed())
            QCOMPARE(key.state & shiftState, 0U);
        tap(XKB_KEY_Num_Lock);
    }
}

void tst_X11Input::functionKeys()
{
    const QList<quint32> keysyms{XKB_KEY_Return,
                                 XKB_KEY_BackSpace,
                                 XKB_KEY_Escape,
                                 XKB_KEY_Delete,
                                 XKB_KEY_Home,
                                 XKB_KEY_End,
                                 XKB_KEY_Page_Up,
                                 XKB_KEY_Left,
                                 XKB_KEY_F1,
                                 XKB_KEY_F12,
                                 XKB_KEY_Print,
                                 XKB_KEY_Pause,
                                 XKB_KEY_Insert,
                                 XKB_KEY_Menu,
                                 XKB_KEY_Tab,
                                 XKB_KEY_F13,
                                 XKB_KEY_XF86AudioRaiseVolume,
                                 XKB_KEY_XF86Back};
    for (const quint32 keysym : keysyms)
        tap(keysym);
    QTRY_COMPARE(pressed().size(), keysyms.size());
    for (qsizetype i = 0; i < keysyms.size(); ++i)
        QCOMPARE(pressed().at(i).keysym, keysyms.at(i));
    m_program->forget();
    press(XKB_KEY_Shift_L);
    tap(XKB_KEY_Tab);
    release(XKB_KEY_Shift_L);
    QTRY_COMPARE(pressed().size(), 1);
    QCOMPARE(pressed().at(0).keysym, quint32(XKB_KEY_ISO_Left_Tab));
    QCOMPARE(pressed().at(0).state, shiftState);
}

void tst_X11Input::scancodeWithoutKeysym()
{
    press(0, 0x1e);
    release(0, 0x1e);
    press(0, 0xcb);
    release(0, 0xcb);
    QTRY_COMPARE(pressed().size(), 2);
    QCOMPARE(pressed().at(0).keysym, quint32(XKB_KEY_a));
    QCOMPARE(pressed().at(1).keysym, quint32(XKB_KEY_Left));
    press(0, 0xff);
    press(0, 0);
    tap(XKB_KEY_b);
    QTRY_COMPARE(pressed().size(), 3);
}

void tst_X11Input::repetition()
{
    press(XKB_KEY_A, 0x1e);
    press(XKB_KEY_A, 0x1e);
    press(XKB_KEY_A, 0x1e);
    release(XKB_KEY_A, 0x1e);
    QTRY_COMPARE(m_program->text(), QStringLiteral("AAA"));
    press(XKB_KEY_Shift_L);
    press(XKB_KEY_Shift_L);
    m_program->forget();
    tap(XKB_KEY_B);
    release(XKB_KEY_Shift_L);
    QTRY_COMPARE(m_program->text(), QStringLiteral("B"));
}

void tst_X11Input::keysReleaseWhatTheyPressed()
{
    // The layout changes, and with it what the keysym's key is, while the key is down.
    press(XKB_KEY_y);
    QTRY_COMPARE(m_program->keysDown().size(), 1);
    setLayout(QStringLiteral("de"));
    release(XKB_KEY_y);
    QTRY_VERIFY(m_program->keysDown().isEmpty());
}

void tst_X11Input::keysReleasedUnderAnotherName()
{
    const auto goesDown = [this] { QTRY_COMPARE(m_program->keysDown().size(), 1); };
    const auto allUp = [this] { QTRY_VERIFY(m_program->keysDown().isEmpty()); };
    press(XKB_KEY_a);
    goesDown();
    release(XKB_KEY_A); // the client's Shift went down meanwhile
    allUp();
    press(XKB_KEY_2);
    goesDown();
    release(XKB_KEY_at);
    allUp();
    press(XKB_KEY_b);
    goesDown();
    release(XKB_KEY_b, 0x30); // by place
    allUp();
    press(XKB_KEY_b, 0x30);
    goesDown();
    release(XKB_KEY_b);
    allUp();
    press(XKB_KEY_c);
    press(XKB_KEY_C); // repeated, with Shift by now
    goesDown();
    release(XKB_KEY_C);
    allUp();
    // Nobody lets go another viewer's key.
    press(XKB_KEY_d, 0, 1);
    goesDown();
    release(XKB_KEY_D, 0, 2);
    tap(XKB_KEY_e);
    QTRY_COMPARE(lastPressed().keysym, quint32(XKB_KEY_e));
    goesDown(); // d alone again
    release(XKB_KEY_D, 0, 1);
    allUp();
}

void tst_X11Input::pointerAndButtons()
{
    for (quint32 button = 1; button <= 9; ++button) {
        m_program->forget();
        const QPoint place(int(10 * button), int(20 * button));
        m_backend->input().pointer(1, {place, 1U << (button - 1)});
        m_backend->input().pointer(1, {place, 0});
        QTRY_COMPARE(m_program->buttons().size(), 2);
        QCOMPARE(m_program->buttons().at(0).detail, button);
        QVERIFY(m_program->buttons().at(0).down);
        QVERIFY(!m_program->buttons().at(1).down);
        QCOMPARE(m_program->pointer(), place);
    }
    m_backend->input().pointer(1, {QPoint(5, 6), 0xfffffe00});
    m_backend->input().pointer(1, {QPoint(7, 8), 0});
    QTRY_COMPARE(m_program->pointer(), QPoint(7, 8));
    QCOMPARE(m_program->buttons().size(), 2);
}

void tst_X11Input::releaseAll()
{
    press(XKB_KEY_Control_L);
    press(XKB_KEY_a);
    press(keysymOf(U'漢'));
    m_backend->input().pointer(1, {QPoint(10, 10), 0b101});
    QTRY_COMPARE(m_program->keysDown().size(), 3);
    QTRY_COMPARE(m_program->buttons().size(), 2);
    m_backend->input().releaseAll(2);
    QCOMPARE(m_program->keysDown().size(), 3);
    m_backend->input().releaseAll(1);
    QTRY_VERIFY(m_program->keysDown().isEmpty());
    QTRY_COMPARE(m_program->buttons().size(), 4);
    m_backend->input().releaseAll(1);
    tap(XKB_KEY_b);
    QTRY_COMPARE(lastPressed().keysym, quint32(XKB_KEY_b));
    QCOMPARE(lastPressed().state, 0U);
}

void tst_X11Input::sharedKey()
{
    press(XKB_KEY_Shift_L, 0, 1);
    press(XKB_KEY_Shift_L, 0, 2);
    release(XKB_KEY_Shift_L, 0, 1);
    QTRY_COMPARE(m_program->keysDown().size(), 1);
    m_backend->input().releaseAll(1);
    QTRY_COMPARE(m_program->keysDown().size(), 1);
    m_backend->input().releaseAll(2);
    QTRY_VERIFY(m_program->keysDown().isEmpty());
}

void tst_X11Input::leds()
{
    QSignalSpy leds(&m_backend->capture(), &ScreenCapture::ledStateChanged);
    m_backend->capture().start();
    QTRY_COMPARE(leds.last().at(0).toInt(), 0);
    tap(XKB_KEY_Caps_Lock);
    QTRY_COMPARE(leds.last().at(0).toInt(), 4);
    tap(XKB_KEY_Num_Lock);
    QTRY_COMPARE(leds.last().at(0).toInt(), 6);
    tap(XKB_KEY_Caps_Lock);
    tap(XKB_KEY_Num_Lock);
    QTRY_COMPARE(leds.last().at(0).toInt(), 0);
    m_backend->capture().stop();
}

QTEST_GUILESS_MAIN(tst_X11Input)
#include "tst_X11Input.moc"
