#include "desktop/x11/XkbLayout.h"

#include <xkbcommon/xkbcommon.h>

#include <algorithm>
#include <array>
#include <bit>
#include <memory>
#include <optional>
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

/** The one keysym of a level; 0 if there is none, or several. */
quint32 keysymAt(xkb_keymap *keymap, const KeyMap::Symbol &place, xkb_level_index_t level)
{
    const xkb_keysym_t *keysyms = nullptr;
    const int count = xkb_keymap_key_get_syms_by_level(
        keymap, place.keyCode, xkb_layout_index_t(place.group), level, &keysyms);
    return count == 1 ? canonical(keysyms[0]) : 0;
}

void addSymbol(KeyMap &map, KeyMap::Symbol symbol)
{
    if (!symbol.keysym)
        return;
    if (!(symbol.significant & KeyMap::lock) && hasCapital(symbol.keysym)) {
        // Programs make a capital of it themselves where the key's type leaves Caps Lock open.
        symbol.significant |= KeyMap::lock;
        KeyMap::Symbol capital = symbol;
        capital.keysym = canonical(xkb_keysym_to_upper(symbol.keysym));
        capital.modifiers |= KeyMap::lock;
        map.addSymbol(capital);
    }
    map.addSymbol(symbol);
}

void addGroup(KeyMap &map, xkb_keymap *keymap, KeyMap::Symbol place)
{
    const auto group = xkb_layout_index_t(place.group);
    const xkb_level_index_t levels = xkb_keymap_num_levels_for_key(keymap, place.keyCode, group);
    std::array<std::optional<xkb_level_index_t>, 256> levelOf; // by modifiers
    for (xkb_level_index_t level = 0; level < levels; ++level) {
        for (const KeyMap::Modifiers mask : masksOf(keymap, place.keyCode, group, level)) {
            levelOf[mask] = level;
            place.significant |= mask;
        }
    }
    for (unsigned mask = 0; mask <= place.significant; ++mask) {
        if (mask & ~unsigned(place.significant))
            continue;
        // Combinations that the key's type doesn't name give the first level (Shift with Caps
        // Lock gives a small letter).
        place.keysym = keysymAt(keymap, place, levelOf[mask].value_or(0));
        place.modifiers = KeyMap::Modifiers(mask);
        addSymbol(map, place);
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
    const bool isLegacy = keysym >= 0x100 && keysym < 0xfe00;
    const bool isUnicode = keysym >= 0x01000000 && keysym <= 0x0110ffff;
    const quint32 character = isLegacy || isUnicode ? xkb_keysym_to_utf32(keysym) : 0;
    return character ? xkb_utf32_to_keysym(character) : keysym;
}

bool hasCapital(quint32 keysym) { return xkb_keysym_to_upper(keysym) != keysym; }

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
