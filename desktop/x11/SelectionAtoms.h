#pragma once

#include "desktop/x11/X11Connection.h"

namespace oriel {

/** The names that clipboard programs talk to each other in (ICCCM 2, X Clipboard Manager). */
struct SelectionAtoms {
    explicit SelectionAtoms(const X11Connection &connection);

    xcb_atom_t clipboard;
    xcb_atom_t clipboardManager;
    xcb_atom_t saveTargets;
    xcb_atom_t targets;
    xcb_atom_t multiple;
    xcb_atom_t timestamp;
    xcb_atom_t incr;
    xcb_atom_t atomPair;
    xcb_atom_t utf8String;
    xcb_atom_t utf8Mime;
    xcb_atom_t text;
    xcb_atom_t png;
};

} // namespace oriel
