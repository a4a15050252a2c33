#include "desktop/x11/X11Input.h"

#include <xcb/xtest.h>

#include <algorithm>

namespace oriel {

namespace {

constexpr quint32 allButtons = 0x1ff;

bool hasTest(X11Connection &connection)
{
    return connection.extension(&xcb_test_id)
        && xcbReply(xcb_test_get_version_reply, connection.xcb(),
                    xcb_test_get_version(connection.xcb(), 2, 2));
}

} // namespace

X11Input::X11Input(X11Connection &connection, OwnWindows &ownWindows, X11Keyboard *keyboard)
    : m_connection(connection)
    , m_ownWindows(ownWindows)
    , m_keyboard(keyboard)
    , m_possible(hasTest(connection))
{
    if (m_keyboard)
        m_keyboard->setHeldTest([this](quint32 keyCode) { return m_held.isKeyHeld(keyCode); });
}

X11Input::~X11Input()
{
    for (const ViewerId viewer : m_held.viewers())
        letGo(viewer);
    if (m_keyboard)
        m_keyboard->setHeldTest([](quint32) { return false; });
}

void X11Input::pointer(ViewerId viewer, PointerInput input)
{
    if (!m_possible)
        return;
    input.buttons &= allButtons;
    // What is under the pointer must still be there when the press arrives.
    std::optional<ServerGrab> grab;
    if (!m_ownWindows.areNone()) {
        if (input.buttons & ~m_held.buttonsOf(viewer))
            grab.emplace(m_connection);
        if (!sparesOwnWindows(viewer, input))
            return;
    }
    movePointer(input.position);
    const HeldInput::ButtonChange change = m_held.setButtons(viewer, input.buttons);
    changeButtons(change.released, false);
    if (change.pressed)
        emit pressing();
    changeButtons(change.pressed, true);
    m_connection.flush();
}

bool X11Input::sparesOwnWindows(ViewerId viewer, PointerInput &input)
{
    const quint32 held = m_held.buttonsOf(viewer);
    // A press that was dropped stays so when the pointer is dragged off the window.
    quint32 swallowed = m_swallowed.value(viewer) & input.buttons;
    const quint32 pressed = input.buttons & ~held & ~swallowed;
    if (pressed && m_ownWindows.takePressAt(input.position))
        swallowed |= pressed;
    const bool onOwn = swallowed || m_ownWindows.visible().contains(input.position);
    if (swallowed)
        m_swallowed.insert(viewer, swallowed);
    else
        m_swallowed.remove(viewer);
    input.buttons &= ~swallowed;
    // A drag that began elsewhere goes on; so do releases.
    return !onOwn || held;
}

void X11Input::movePointer(QPoint position)
{
    constexpr int limit = 32767; // the protocol's; the server keeps it on the screen
    xcb_test_fake_input(m_connection.xcb(), XCB_MOTION_NOTIFY, 0, XCB_CURRENT_TIME,
                        m_connection.root(), qint16(std::clamp(position.x(), 0, limit)),
                        qint16(std::clamp(position.y(), 0, limit)), 0);
}

void X11Input::key(ViewerId viewer, KeyInput input)
{
    if (!m_possible || !m_keyboard)
        return;
    if (input.down)
        pressKey(viewer, input);
    else
        releaseKey(viewer, input);
}

void X11Input::pressKey(ViewerId viewer, const KeyInput &input)
{
    const quint64 identity = HeldInput::identity(input);
    const std::optional<quint32> held = m_held.heldKey(viewer, identity);
    if (!held && !m_held.mayPress(viewer))
        return;
    std::optional<ServerGrab> grab; // the focus must not move between
    if (!m_ownWindows.areNone()) {
        grab.emplace(m_connection);
        if (m_ownWindows.takeKeys())
            return;
    }
    emit pressing();
    const auto keyCode = m_keyboard->press(input, held);
    if (keyCode && !held)
        m_held.press(viewer, identity, *keyCode);
}

void X11Input::releaseKey(ViewerId viewer, const KeyInput &input)
{
    const quint64 identity = HeldInput::identity(input);
    if (m_held.heldKey(viewer, identity)) {
        if (const auto keyCode = m_held.release(viewer, identity))
            m_keyboard->release(*keyCode);
        return;
    }
    // Some clients press `a` and release `A`, or press by keysym and release by place: what the
    // name leads to now is what they mean.
    for (const quint32 meant : m_keyboard->keyCodesOf(input)) {
        if (const auto keyCode = m_held.releaseKeyCode(viewer, meant))
            m_keyboard->release(*keyCode);
    }
}

void X11Input::releaseAll(ViewerId viewer) { letGo(viewer); }

void X11Input::letGo(ViewerId viewer)
{
    m_swallowed.remove(viewer);
    const HeldInput::Released released = m_held.releaseAll(viewer);
    for (const quint32 keyCode : released.keyCodes)
        m_keyboard->release(keyCode);
    changeButtons(released.buttons, false);
    m_connection.flush();
    if (m_keyboard && m_held.viewers().isEmpty())
        m_keyboard->giveBackSpareKeysSoon();
}

void X11Input::changeButtons(quint32 buttons, bool down)
{
    for (quint8 button = 1; buttons; ++button, buttons >>= 1) {
        if (!(buttons & 1))
            continue;
        xcb_test_fake_input(m_connection.xcb(), down ? XCB_BUTTON_PRESS : XCB_BUTTON_RELEASE,
                            button, XCB_CURRENT_TIME, XCB_NONE, 0, 0, 0);
    }
}

} // namespace oriel
