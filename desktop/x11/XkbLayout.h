#pragma once

#include "desktop/KeyMap.h"

#include <QList>
#include <QString>

struct xkb_keymap;

namespace oriel {

/** Reads keyboard layouts in libxkbcommon's form. */
namespace XkbLayout {

/**
 * One name for the keysyms that mean the same character: Cyrillic_a and U+0430, EuroSign and
 * U+20AC. Keys that are more than their character (keypad, Return) keep their own.
 */
quint32 canonical(quint32 keysym);

/** A small letter that Caps Lock changes. */
bool hasCapital(quint32 keysym);

/** What can be typed, in canonical keysyms. `without`: key codes to leave out. */
KeyMap keyMap(xkb_keymap *keymap, const QList<quint32> &without);

/** Key codes that produce nothing and set nothing, highest first. */
QList<quint32> unusedKeyCodes(xkb_keymap *keymap);

/** The number of the lamp with this name; -1 if there is none. */
int indicatorOf(xkb_keymap *keymap, const char *name);

} // namespace XkbLayout

} // namespace oriel
