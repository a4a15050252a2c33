#pragma once

#include "desktop/InputEvents.h"
#include "session/Viewer.h"

#include <QObject>
#include <QSize>

namespace oriel {

/**
 * Plays viewers' input on the desktop, except on Oriel's own windows. Lives in the desktop thread.
 * Only input that a viewer's rights allow arrives here. What each viewer holds is remembered
 * (HeldInput), so that releaseAll() leaves no key or button down.
 */
class InputInjector : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    virtual void pointer(oriel::ViewerId viewer, oriel::PointerInput input) = 0;
    virtual void key(oriel::ViewerId viewer, oriel::KeyInput input) = 0;
    /** The viewer left or was cut off. Safe to call for one that never sent anything. */
    virtual void releaseAll(oriel::ViewerId viewer) = 0;

signals:
    /** A key or button is about to go down, before anybody on the desktop can react to it. */
    void pressing();
};

} // namespace oriel
