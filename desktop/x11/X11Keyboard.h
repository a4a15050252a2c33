#pragma once

#include "desktop/InputEvents.h"
#include "desktop/KeyMap.h"
#include "desktop/x11/SpareKeys.h"
#include "desktop/x11/X11Connection.h"
#include "desktop/x11/Xkb.h"

#include <QTimer>

#include <functional>

namespace oriel {

/**
 * Presses keys by keysym on whatever layout the X server has, with XTEST. Keysyms on no key get a
 * spare key code, given back after a while without typing and on destruction. Modifiers and the
 * layout that had to change for a key are put back before anybody else's request.
 */
class X11Keyboard : public QObject {
    Q_OBJECT

public:
    /** The core keyboard's layout and lamps; null if the server has no XKB. */
    static std::unique_ptr<X11Keyboard> create(X11Connection &connection);
    ~X11Keyboard() override;

    /** Which key codes the viewers hold: those alone may be let go for a moment. */
    using HeldTest = SpareKeys::HeldTest;
    void setHeldTest(HeldTest isHeld) { m_isHeld = std::move(isHeld); }

    /**
     * How long press() had better wait, so that no program takes what was typed before for what is
     * typed now (SpareKeys).
     */
    std::chrono::milliseconds restBefore(const KeyInput &input);
    /**
     * Presses a key; `held`: the key code that the viewer holds with it already, so this is a
     * repetition. The key code that is down now, if any.
     */
    std::optional<quint32> press(const KeyInput &input, std::optional<quint32> held);
    void release(quint32 keyCode);
    /** The keys that a name may stand for: its place's and those with its keysym. */
    QList<quint32> keyCodesOf(const KeyInput &input);
    /** Nobody types for now: spare key codes are given back soon. */
    void giveBackSpareKeysSoon();

    int leds() const { return m_leds; } ///< as ScreenCapture::ledStateChanged()

signals:
    void ledsChanged(int leds);

private:
    struct ServerState {
        KeyMap::State keys;
        int lockedGroup = 0;
        int groupOffset = 0; ///< what held and latched keys add to the locked group
    };

    X11Keyboard(X11Connection &connection, XkbContextPtr context, qint32 device);
    void selectEvents();
    void handleEvent(const xcb_generic_event_t *event);
    bool refreshLayout();
    QList<quint32> modifierKeyCodes() const;
    bool isOwnMapChange(const xcb_xkb_map_notify_event_t &event) const;
    void updateLeds(quint32 indicators);
    ServerState serverState(quint32 likelyKeyCode) const;
    std::optional<KeyMap::Plan> planFor(quint32 keysym, const ServerState &state);
    void perform(const KeyMap::Plan &plan, const ServerState &state, bool repeated);
    void lockState(KeyMap::Modifiers affected, KeyMap::Modifiers values, std::optional<int> group);
    QList<quint32> heldKeysOf(KeyMap::Modifiers modifiers) const;
    void fake(quint32 keyCode, bool down);
    void giveBackSpareKeys();
    void mapSpareKey(quint32 keyCode, quint32 keysym);

    X11Connection &m_connection;
    XkbContextPtr m_context;
    qint32 m_device;
    quint8 m_event = 0;
    HeldTest m_isHeld = [](quint32) { return false; };
    bool m_layoutIsOld = true;
    KeyMap m_map;
    SpareKeys m_spareKeys;
    QTimer m_giveBackTimer;
    int m_capsLed = -1;
    int m_numLed = -1;
    int m_scrollLed = -1;
    int m_leds = 0;
    int m_groupCount = 1;
};

} // namespace oriel
