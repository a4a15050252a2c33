#include "desktop/x11/XkbLayout.h"

#include <xkbcommon/xkbcommon.h>

#include <algorithm>
#include <bit>
#include <memory>
#include <span>
#include <string_view>

namespace oriel::XkbLayout {

namespace {

constexpr xkb_keycode_t lowestKeyCode = 8;
constexpr xkb_keycode_t highestKeyCode = 255; // the core protocol knows no more

struct StateUnref {
    void operator()(xkb_state *state) const { xkb_state_unref(state); }
};
using StatePtr = std::unique_ptr<xkb_state, StateUnref>;

QList<KeyMap::Modifiers> masksOf(xkb_keymap *keymap, xkb_keycode_t key, xkb_layout_index_t group,
                                 xkb_level_index_t level)
{
    std::array<xkb_mod_mask_t, 64> masks;
    const std::size_t count =
        xkb_keymap_key_get_mods_for_level(keymap, key, group, level, masks.data(), masks.size());
    QList<KeyMap::Modifiers> result;
    for (const xkb_mod_mask_t mask : std::span(masks.data(), count))
        result.append(KeyMap::Modifiers(mask));
    return result;
}

void addLevel(KeyMap &map, xkb_keymap *keymap, const KeyMap::Symbol &place, xkb_level_index_t level)
{
    const xkb_keysym_t *keysyms = nullptr;
    const auto group = xkb_layout_index_t(place.group);
    if (xkb_keymap_key_get_syms_by_level(keymap, place.keyCode, group, level, &keysyms) != 1)
        return;
    for (const KeyMap::Modifiers mask : masksOf(keymap, place.keyCode, group, level)) {
        KeyMap::Symbol symbol = place;
        symbol.keysym = canonical(keysyms[0]);
        symbol.modifiers = mask;
        map.addSymbol(symbol);
    }
}

void addGroup(KeyMap &map, xkb_keymap *keymap, KeyMap::Symbol place)
{
    const auto group = xkb_layout_index_t(place.group);
    const xkb_level_index_t levels = xkb_keymap_num_levels_for_key(keymap, place.keyCode, group);
    QList<KeyMap::Modifiers> used;
    for (xkb_level_index_t level = 0; level < levels; ++level)
        used += masksOf(keymap, place.keyCode, group, level);
    for (const KeyMap::Modifiers mask : std::as_const(used))
        place.significant |= mask;
    for (xkb_level_index_t level = 0; level < levels; ++level)
        addLevel(map, keymap, place, level);
    // Combinations that the key's type doesn't name give the first level (Shift with Caps Lock
    // gives a small letter).
    for (unsigned mask = 1; mask <= place.significant; ++mask) {
        if ((mask & ~unsigned(place.significant)) || used.contains(KeyMap::Modifiers(mask)))
            continue;
        const xkb_keysym_t *keysyms = nullptr;
        if (xkb_keymap_key_get_syms_by_level(keymap, place.keyCode, group, 0, &keysyms) != 1)
            continue;
        place.keysym = canonical(keysyms[0]);
        place.modifiers = KeyMap::Modifiers(mask);
        map.addSymbol(place);
    }
}

/** What a key does to the modifiers when it goes down and up again. */
struct Effect {
    xkb_mod_mask_t whileHeld = 0;
    xkb_mod_mask_t afterwards = 0;
};

Effect effectOf(xkb_keymap *keymap, xkb_keycode_t key)
{
    const StatePtr state(xkb_state_new(keymap));
    xkb_state_update_key(state.get(), key, XKB_KEY_DOWN);
    const auto held = xkb_state_serialize_mods(state.get(), XKB_STATE_MODS_DEPRESSED);
    xkb_state_update_key(state.get(), key, XKB_KEY_UP);
    return {held & 0xffU, xkb_state_serialize_mods(state.get(), XKB_STATE_MODS_EFFECTIVE)};
}

void addModifierKeys(KeyMap &map, xkb_keymap *keymap, const QList<quint32> &without)
{
    const xkb_keycode_t last = std::min(xkb_keymap_max_keycode(keymap), highestKeyCode);
    for (xkb_keycode_t key = lowestKeyCode; key <= last; ++key) {
        if (without.contains(key) || xkb_keymap_num_layouts_for_key(keymap, key) == 0)
            continue;
        const Effect effect = effectOf(keymap, key);
        if (std::has_single_bit(effect.whileHeld) && !effect.afterwards)
            map.addModifierKey(KeyMap::Modifiers(effect.whileHeld), key);
    }
}

bool isUnused(xkb_keymap *keymap, xkb_keycode_t key)
{
    const xkb_layout_index_t groups = xkb_keymap_num_layouts_for_key(keymap, key);
    for (xkb_layout_index_t group = 0; group < groups; ++group) {
        const xkb_level_index_t levels = xkb_keymap_num_levels_for_key(keymap, key, group);
        for (xkb_level_index_t level = 0; level < levels; ++level) {
            const xkb_keysym_t *keysyms = nullptr;
            if (xkb_keymap_key_get_syms_by_level(keymap, key, group, level, &keysyms) > 0)
                return false;
        }
    }
    return true;
}

} // namespace

quint32 canonical(quint32 keysym)
{
    if (keysym >= 0x01000000 && keysym <= 0x010000ff && keysym >= 0x010000a0)
        return keysym & 0xff; // Latin 1 is its own keysym
    if (keysym >= 0x01000020 && keysym <= 0x0100007e)
        return keysym & 0xff;
    if (keysym < 0x100 || keysym >= 0xfe00)
        return keysym;
    const quint32 character = xkb_keysym_to_utf32(keysym);
    return character ? 0x01000000 | character : keysym;
}

KeyMap keyMap(xkb_keymap *keymap, const QList<quint32> &without)
{
    KeyMap map;
    const xkb_keycode_t last = std::min(xkb_keymap_max_keycode(keymap), highestKeyCode);
    for (xkb_keycode_t key = lowestKeyCode; key <= last; ++key) {
        if (without.contains(key))
            continue;
        const auto groups = int(xkb_keymap_num_layouts_for_key(keymap, key));
        for (int group = 0; group < groups; ++group)
            addGroup(map, keymap, {0, key, group, groups, 0, 0});
    }
    addModifierKeys(map, keymap, without);
    return map;
}

QList<quint32> unusedKeyCodes(xkb_keymap *keymap)
{
    QList<quint32> unused;
    const xkb_keycode_t first = std::max(xkb_keymap_min_keycode(keymap), lowestKeyCode);
    const xkb_keycode_t last = std::min(xkb_keymap_max_keycode(keymap), highestKeyCode);
    for (xkb_keycode_t key = last; key >= first; --key) {
        if (isUnused(keymap, key))
            unused.append(key);
    }
    return unused;
}

int indicatorOf(xkb_keymap *keymap, const char *name)
{
    const xkb_led_index_t leds = xkb_keymap_num_leds(keymap);
    for (xkb_led_index_t led = 0; led < leds; ++led) {
        const char *ledName = xkb_keymap_led_get_name(keymap, led);
        if (ledName && std::string_view(ledName) == name)
            return int(led);
    }
    return -1;
}

} // namespace oriel::XkbLayout
