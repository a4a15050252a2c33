#include "desktop/x11/X11Keyboard.h"

#include "desktop/Logging.h"
#include "desktop/Scancode.h"
#include "desktop/x11/XkbLayout.h"

#include <xcb/xtest.h>

#include <algorithm>

namespace oriel {

namespace {

// A program asks for a key's meaning only when it reads the event, so a spare key keeps it for a
// while after it was pressed.
constexpr std::chrono::seconds spareKeyLifetime{10};
constexpr std::chrono::seconds lastKeyLifetime{1};

// Linux input codes are X key codes less 8 with every keyboard driver in use.
constexpr quint32 inputCodeOffset = 8;

constexpr quint16 coreKeyboard = XCB_XKB_ID_USE_CORE_KBD;

SpareKeys::Time now()
{
    return std::chrono::floor<SpareKeys::Time>(std::chrono::steady_clock::now().time_since_epoch());
}

} // namespace

std::unique_ptr<X11Keyboard> X11Keyboard::create(X11Connection &connection)
{
    if (!xkb_x11_setup_xkb_extension(
            connection.xcb(), XKB_X11_MIN_MAJOR_XKB_VERSION, XKB_X11_MIN_MINOR_XKB_VERSION,
            XKB_X11_SETUP_XKB_EXTENSION_NO_FLAGS, nullptr, nullptr, nullptr, nullptr))
        return nullptr;
    const qint32 device = xkb_x11_get_core_keyboard_device_id(connection.xcb());
    XkbContextPtr context(xkb_context_new(XKB_CONTEXT_NO_DEFAULT_INCLUDES));
    if (device < 0 || !context)
        return nullptr;
    std::unique_ptr<X11Keyboard> keyboard(new X11Keyboard(connection, std::move(context), device));
    return keyboard->refreshLayout() ? std::move(keyboard) : nullptr;
}

X11Keyboard::X11Keyboard(X11Connection &connection, XkbContextPtr context, qint32 device)
    : m_connection(connection)
    , m_context(std::move(context))
    , m_device(device)
{
    m_giveBackTimer.setSingleShot(true);
    m_giveBackTimer.callOnTimeout(this, &X11Keyboard::giveBackSpareKeys);
    selectEvents();
    connect(&connection, &X11Connection::event, this, &X11Keyboard::handleEvent);
}

X11Keyboard::~X11Keyboard()
{
    for (const quint32 keyCode : m_spareKeys.takeBack([](quint32) { return false; }))
        mapSpareKey(keyCode, XKB_KEY_NoSymbol);
    m_connection.flush();
}

void X11Keyboard::selectEvents()
{
    const auto *extension = m_connection.extension(&xcb_xkb_id);
    m_event = extension ? extension->first_event : 0;
    constexpr quint16 events = XCB_XKB_EVENT_TYPE_NEW_KEYBOARD_NOTIFY
        | XCB_XKB_EVENT_TYPE_MAP_NOTIFY | XCB_XKB_EVENT_TYPE_INDICATOR_STATE_NOTIFY;
    constexpr quint16 allMapParts = 0xff;
    xcb_xkb_select_events(m_connection.xcb(), coreKeyboard, events, 0, events, allMapParts,
                          allMapParts, nullptr);
    const auto state = xcbReply(xcb_xkb_get_indicator_state_reply, m_connection.xcb(),
                                xcb_xkb_get_indicator_state(m_connection.xcb(), coreKeyboard));
    if (refreshLayout() && state)
        updateLeds(state->state);
}

void X11Keyboard::handleEvent(const xcb_generic_event_t *event)
{
    if (!m_event || xcbType(event) != m_event)
        return;
    // All XKB events share one number; the kind stands where others have a detail.
    switch (event->pad0) {
    case XCB_XKB_NEW_KEYBOARD_NOTIFY: m_layoutIsOld = true; break;
    case XCB_XKB_MAP_NOTIFY:
        if (!isOwnMapChange(*xcbCast<xcb_xkb_map_notify_event_t>(event)))
            m_layoutIsOld = true;
        break;
    case XCB_XKB_INDICATOR_STATE_NOTIFY:
        updateLeds(xcbCast<xcb_xkb_indicator_state_notify_event_t>(event)->state);
        break;
    default: break;
    }
}

bool X11Keyboard::isOwnMapChange(const xcb_xkb_map_notify_event_t &event) const
{
    if (event.nKeySyms != 1)
        return false;
    return m_spareKeys.keyCodes().contains(event.firstKeySym);
}

bool X11Keyboard::refreshLayout()
{
    if (!m_layoutIsOld)
        return true;
    const XkbKeymapPtr keymap(xkb_x11_keymap_new_from_device(
        m_context.get(), m_connection.xcb(), m_device, XKB_KEYMAP_COMPILE_NO_FLAGS));
    if (!keymap)
        return false;
    QList<quint32> spare = XkbLayout::unusedKeyCodes(keymap.get());
    const QList<quint32> modifierKeys = modifierKeyCodes();
    spare.removeIf([&modifierKeys](quint32 keyCode) { return modifierKeys.contains(keyCode); });
    QList<quint32> lent;
    for (const quint32 keyCode : m_spareKeys.keyCodes()) {
        const xkb_keysym_t *keysyms = nullptr;
        const quint32 mine = m_spareKeys.keysymOf(keyCode);
        if (!mine)
            continue;
        if (xkb_keymap_key_get_syms_by_level(keymap.get(), keyCode, 0, 0, &keysyms) == 1
            && keysyms[0] == mine)
            lent.append(keyCode);
        else
            m_spareKeys.forget(keyCode); // another layout was loaded over it
    }
    m_spareKeys.setKeyCodes(lent + spare);
    m_map = XkbLayout::keyMap(keymap.get(), lent);
    m_groupCount = int(std::max(1U, xkb_keymap_num_layouts(keymap.get())));
    m_capsLed = XkbLayout::indicatorOf(keymap.get(), XKB_LED_NAME_CAPS);
    m_numLed = XkbLayout::indicatorOf(keymap.get(), XKB_LED_NAME_NUM);
    m_scrollLed = XkbLayout::indicatorOf(keymap.get(), XKB_LED_NAME_SCROLL);
    m_layoutIsOld = false;
    return true;
}

QList<quint32> X11Keyboard::modifierKeyCodes() const
{
    const auto reply = xcbReply(xcb_get_modifier_mapping_reply, m_connection.xcb(),
                                xcb_get_modifier_mapping(m_connection.xcb()));
    if (!reply)
        return {};
    const xcb_keycode_t *first = xcb_get_modifier_mapping_keycodes(reply.get());
    return QList<quint32>(first, first + xcb_get_modifier_mapping_keycodes_length(reply.get()));
}

void X11Keyboard::updateLeds(quint32 indicators)
{
    const auto isOn = [indicators](int led) { return led >= 0 && (indicators >> led & 1); };
    const int leds = int(isOn(m_scrollLed)) | int(isOn(m_numLed)) << 1 | int(isOn(m_capsLed)) << 2;
    if (std::exchange(m_leds, leds) != leds)
        emit ledsChanged(leds);
}

std::chrono::milliseconds X11Keyboard::restBefore(const KeyInput &input)
{
    using namespace std::chrono_literals;
    if (!input.down || !input.keysym)
        return 0ms;
    m_connection.processEvents(); // a layout that changed a moment ago
    const quint32 keysym = XkbLayout::canonical(input.keysym);
    if (!refreshLayout() || KeyMap::isModifierKeysym(keysym) || !m_map.keyCodesOf(keysym).isEmpty())
        return 0ms;
    return m_spareKeys.restLeft(keysym, m_isHeld, now());
}

std::optional<quint32> X11Keyboard::press(const KeyInput &input, std::optional<quint32> held)
{
    m_connection.processEvents(); // a layout that changed a moment ago
    const auto inputCode = inputCodeOf(input.scancode);
    const quint32 likely = inputCode ? *inputCode + inputCodeOffset : 0;
    KeyMap::Plan plan{likely, 0, 0, 0, 0, std::nullopt};
    ServerState state;
    if (input.keysym) {
        if (!refreshLayout())
            return std::nullopt;
        state = serverState(likely);
        const auto found = planFor(input.keysym, state);
        if (!found)
            return std::nullopt;
        plan = *found;
    }
    if (!plan.keyCode)
        return std::nullopt;
    if (held)
        plan.keyCode = *held;
    // Modifiers don't repeat: Caps Lock would go on and off.
    if (m_isHeld(plan.keyCode) && KeyMap::isModifierKeysym(input.keysym))
        return plan.keyCode;
    perform(plan, state, m_isHeld(plan.keyCode));
    m_connection.flush();
    return plan.keyCode;
}

void X11Keyboard::release(quint32 keyCode)
{
    fake(keyCode, false);
    m_connection.flush();
}

QList<quint32> X11Keyboard::keyCodesOf(const KeyInput &input)
{
    m_connection.processEvents(); // a layout that changed a moment ago
    QList<quint32> keyCodes;
    if (const auto inputCode = inputCodeOf(input.scancode))
        keyCodes.append(*inputCode + inputCodeOffset);
    if (input.keysym && refreshLayout())
        keyCodes += m_map.keyCodesOf(XkbLayout::canonical(input.keysym));
    return keyCodes;
}

void X11Keyboard::giveBackSpareKeysSoon()
{
    if (m_spareKeys.isAnyLent())
        m_giveBackTimer.start(lastKeyLifetime);
}

void X11Keyboard::giveBackSpareKeys()
{
    for (const quint32 keyCode : m_spareKeys.takeBack(m_isHeld))
        mapSpareKey(keyCode, XKB_KEY_NoSymbol);
    if (m_spareKeys.isAnyLent())
        m_giveBackTimer.start(spareKeyLifetime);
    m_connection.flush();
}

X11Keyboard::ServerState X11Keyboard::serverState(quint32 likelyKeyCode) const
{
    const auto reply = xcbReply(xcb_xkb_get_state_reply, m_connection.xcb(),
                                xcb_xkb_get_state(m_connection.xcb(), coreKeyboard));
    if (!reply)
        return {};
    ServerState state;
    state.keys = {reply->baseMods, reply->lockedMods, reply->group, likelyKeyCode};
    state.lockedGroup = reply->lockedGroup;
    state.groupOffset = reply->baseGroup + reply->latchedGroup;
    return state;
}

std::optional<KeyMap::Plan> X11Keyboard::planFor(quint32 keysym, const ServerState &state)
{
    keysym = XkbLayout::canonical(keysym);
    if (auto plan = m_map.plan(keysym, state.keys))
        return plan;
    if (KeyMap::isModifierKeysym(keysym))
        return std::nullopt;
    const auto loan = m_spareKeys.lend(keysym, m_isHeld, now());
    if (!loan)
        return std::nullopt;
    if (loan->isNew)
        mapSpareKey(loan->keyCode, keysym);
    m_giveBackTimer.start(spareKeyLifetime);
    KeyMap::Plan plan{loan->keyCode, 0, 0, 0, 0, std::nullopt};
    if (XkbLayout::hasCapital(keysym))
        plan.unlock = state.keys.locked & KeyMap::lock;
    return plan;
}

void X11Keyboard::perform(const KeyMap::Plan &plan, const ServerState &state, bool repeated)
{
    const KeyMap::Modifiers locks = plan.lock | plan.unlock;
    const QList<quint32> letGo = heldKeysOf(plan.letGo);
    if (locks || plan.group)
        lockState(locks, plan.lock,
                  plan.group ? std::optional(*plan.group - state.groupOffset) : std::nullopt);
    for (const quint32 keyCode : letGo)
        fake(keyCode, false);
    QList<quint32> pressed;
    for (unsigned bit = 0; bit < 8; ++bit) {
        if (plan.press >> bit & 1)
            pressed.append(m_map.keyOf(KeyMap::Modifiers(1U << bit)));
    }
    for (const quint32 keyCode : std::as_const(pressed))
        fake(keyCode, true);
    if (repeated)
        fake(plan.keyCode, false);
    fake(plan.keyCode, true);
    for (auto keyCode = pressed.crbegin(); keyCode != pressed.crend(); ++keyCode)
        fake(*keyCode, false);
    for (auto keyCode = letGo.crbegin(); keyCode != letGo.crend(); ++keyCode)
        fake(*keyCode, true);
    if (locks || plan.group)
        lockState(locks, state.keys.locked & locks,
                  plan.group ? std::optional(state.lockedGroup) : std::nullopt);
}

void X11Keyboard::lockState(KeyMap::Modifiers affected, KeyMap::Modifiers values,
                            std::optional<int> group)
{
    const int wrapped = group ? (*group % m_groupCount + m_groupCount) % m_groupCount : 0;
    xcb_xkb_latch_lock_state(m_connection.xcb(), coreKeyboard, affected, values, group.has_value(),
                             quint8(wrapped), 0, 0, 0);
}

QList<quint32> X11Keyboard::heldKeysOf(KeyMap::Modifiers modifiers) const
{
    QList<quint32> keys;
    for (quint32 keyCode = 8; modifiers && keyCode < 256; ++keyCode) {
        if ((m_map.modifiersOf(keyCode) & modifiers) && m_isHeld(keyCode))
            keys.append(keyCode);
    }
    return keys;
}

void X11Keyboard::fake(quint32 keyCode, bool down)
{
    xcb_test_fake_input(m_connection.xcb(), down ? XCB_KEY_PRESS : XCB_KEY_RELEASE, quint8(keyCode),
                        XCB_CURRENT_TIME, XCB_NONE, 0, 0, 0);
}

void X11Keyboard::mapSpareKey(quint32 keyCode, quint32 keysym)
{
    // Twice, since a single letter would get its capital beside it.
    const xcb_keysym_t keysyms[] = {keysym, keysym};
    xcb_change_keyboard_mapping(m_connection.xcb(), 1, quint8(keyCode), std::size(keysyms),
                                keysyms);
    qCDebug(logDesktop, "Key code %u means keysym 0x%x", keyCode, keysym);
}

} // namespace oriel
