#pragma once

// A field of one of its structures is called "explicit".
#define explicit explicit_
#include <xcb/xkb.h>
#undef explicit

#include <xkbcommon/xkbcommon-x11.h>
#include <xkbcommon/xkbcommon.h>

#include <memory>

namespace oriel {

struct XkbContextUnref {
    void operator()(xkb_context *context) const { xkb_context_unref(context); }
};
struct XkbKeymapUnref {
    void operator()(xkb_keymap *keymap) const { xkb_keymap_unref(keymap); }
};
using XkbContextPtr = std::unique_ptr<xkb_context, XkbContextUnref>;
using XkbKeymapPtr = std::unique_ptr<xkb_keymap, XkbKeymapUnref>;

} // namespace oriel
