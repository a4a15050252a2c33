#include "desktop/x11/SelectionAtoms.h"

namespace oriel {

SelectionAtoms::SelectionAtoms(const X11Connection &connection)
    : clipboard(connection.atom("CLIPBOARD"))
    , clipboardManager(connection.atom("CLIPBOARD_MANAGER"))
    , saveTargets(connection.atom("SAVE_TARGETS"))
    , targets(connection.atom("TARGETS"))
    , multiple(connection.atom("MULTIPLE"))
    , timestamp(connection.atom("TIMESTAMP"))
    , incr(connection.atom("INCR"))
    , atomPair(connection.atom("ATOM_PAIR"))
    , utf8String(connection.atom("UTF8_STRING"))
    , utf8Mime(connection.atom("text/plain;charset=utf-8"))
    , text(connection.atom("TEXT"))
    , png(connection.atom("image/png"))
{
}

} // namespace oriel
