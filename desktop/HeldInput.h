#pragma once

#include "desktop/InputEvents.h"
#include "session/Viewer.h"

#include <QHash>
#include <QList>

#include <optional>

namespace oriel {

/**
 * Which keys and buttons each viewer holds down. Several viewers may hold the same one: it goes
 * down with the first and up with the last. A value, without thread or clock; keys are named by
 * the desktop's own key codes.
 */
class HeldInput {
public:
    /** Nobody has more fingers; further keys of a viewer are not taken. */
    static constexpr int maxKeysPerViewer = 64;

    /**
     * What makes a key of the viewer's the same at press and release: its place on the keyboard
     * if the viewer tells it (the keysym may change while it is down), else the keysym.
     */
    static quint64 identity(const KeyInput &input);

    /** The key code that the viewer holds with this key, if it does. */
    std::optional<quint32> heldKey(ViewerId viewer, quint64 identity) const;
    bool isKeyHeld(quint32 keyCode) const { return holdersOf(keyCode) > 0; }
    bool mayPress(ViewerId viewer) const;
    /**
     * `identity` is not held by the viewer yet. A key code that the viewer holds under another
     * identity (`a` down, then `A` without a release between) goes by this one from here on.
     */
    void press(ViewerId viewer, quint64 identity, quint32 keyCode);
    /** The key code to let go; none if the viewer didn't hold it or somebody else still does. */
    std::optional<quint32> release(ViewerId viewer, quint64 identity);
    /** The same for the key code, whatever the viewer pressed it as. */
    std::optional<quint32> releaseKeyCode(ViewerId viewer, quint32 keyCode);

    /** Buttons (PointerInput's bits) that change for the desktop. */
    struct ButtonChange {
        quint32 pressed = 0;
        quint32 released = 0;
    };
    ButtonChange setButtons(ViewerId viewer, quint32 buttons);
    /** Those that this viewer holds. */
    quint32 buttonsOf(ViewerId viewer) const { return m_viewers.value(viewer).buttons; }

    /** What to let go, in this order. */
    struct Released {
        QList<quint32> keyCodes; ///< last pressed first, so that modifiers outlive their keys
        quint32 buttons = 0;
    };
    Released releaseAll(ViewerId viewer);

    QList<ViewerId> viewers() const { return m_viewers.keys(); }

private:
    struct Key {
        quint64 identity;
        quint32 keyCode;
    };
    struct Viewer {
        QList<Key> keys; ///< in the order of pressing
        quint32 buttons = 0;
    };

    template <typename Match>
    std::optional<quint32> releaseFirst(ViewerId viewer, Match isIt);
    int holdersOf(quint32 keyCode) const;
    quint32 allButtons() const;
    void forgetIfIdle(ViewerId viewer);

    QHash<ViewerId, Viewer> m_viewers;
};

} // namespace oriel
