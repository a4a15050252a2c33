#pragma once

#include "desktop/HeldInput.h"
#include "desktop/InputInjector.h"
#include "desktop/x11/OwnWindows.h"
#include "desktop/x11/X11Keyboard.h"

namespace oriel {

/** Plays input through XTEST. Without it all input is dropped. */
class X11Input : public InputInjector {
    Q_OBJECT

public:
    /** All outlive it; `keyboard` may be null. */
    X11Input(X11Connection &connection, OwnWindows &ownWindows, X11Keyboard *keyboard);
    /** Lets go everything. */
    ~X11Input() override;

    bool isPossible() const { return m_possible; }

    void pointer(oriel::ViewerId viewer, oriel::PointerInput input) override;
    void key(oriel::ViewerId viewer, oriel::KeyInput input) override;
    void releaseAll(oriel::ViewerId viewer) override;

private:
    void letGo(ViewerId viewer);
    void movePointer(QPoint position);
    /** Takes out of `input` what would reach an own window. Whether the rest is to be played. */
    bool sparesOwnWindows(ViewerId viewer, PointerInput &input);
    void pressKey(ViewerId viewer, const KeyInput &input);
    void releaseKey(ViewerId viewer, const KeyInput &input);
    void changeButtons(quint32 buttons, bool down);

    X11Connection &m_connection;
    OwnWindows &m_ownWindows;
    X11Keyboard *m_keyboard;
    bool m_possible;
    HeldInput m_held;
    QHash<ViewerId, quint32> m_swallowed; ///< pressed on an own window, and not yet let go
};

} // namespace oriel
