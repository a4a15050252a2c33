#include "desktop/KeyMap.h"

#include <algorithm>
#include <bit>

namespace oriel {

namespace {

// Costs of what a plan changes. What other programs notice least comes first: a lamp that
// flickers or a layout that switches for a moment is worse than a key that nobody sees.
constexpr int costOfOtherKey = 1; ///< than the one the viewer pressed
constexpr int costOfPressing = 4;
constexpr int costOfLettingGo = 8;
constexpr int costOfLocking = 16;
constexpr int costOfMisleadingShift = 24; ///< Shift changes what a keypad or Ctrl+key means
constexpr int costOfGroup = 40;

/** Letters, digits, dead keys: what matters is the character and not the key. */
bool isCharacter(quint32 keysym)
{
    return keysym < 0xfe00 || (keysym >= 0xfe50 && keysym <= 0xfe93)
        || (keysym >= 0x01000000 && keysym <= 0x0110ffff);
}

bool isKeypad(quint32 keysym) { return keysym >= 0xff80 && keysym <= 0xffbd; }

/** Keysyms that do nearly the same, to be tried in this order. */
QList<quint32> equivalentsOf(quint32 keysym)
{
    static const QHash<quint32, QList<quint32>> table{
        {0xfe20, {0xff09}},         // ISO_Left_Tab: Tab
        {0xffe2, {0xffe1}},         // Shift_R: Shift_L
        {0xffe4, {0xffe3}},         // Control_R: Control_L
        {0xffe7, {0xffe9}},         // Meta_L: Alt_L
        {0xffe8, {0xffe7, 0xffe9}}, // Meta_R: Meta_L, Alt_L
        {0xffea, {0xffe9}},         // Alt_R: Alt_L
        {0xffec, {0xffeb}},         // Super_R: Super_L
        {0xffed, {0xffeb}},         // Hyper_L: Super_L
        {0xffee, {0xffed, 0xffeb}}, // Hyper_R: Hyper_L, Super_L
        {0xff7e, {0xfe03}},         // Mode_switch: ISO_Level3_Shift
        {0xfe03, {0xff7e}},         // ISO_Level3_Shift: Mode_switch
        {0xff80, {0x0020}},         {0xff89, {0xff09}}, {0xff8d, {0xff0d}}, {0xff91, {0xffbe}},
        {0xff92, {0xffbf}},         {0xff93, {0xffc0}}, {0xff94, {0xffc1}}, {0xff95, {0xff50}},
        {0xff96, {0xff51}},         {0xff97, {0xff52}}, {0xff98, {0xff53}}, {0xff99, {0xff54}},
        {0xff9a, {0xff55}},         {0xff9b, {0xff56}}, {0xff9c, {0xff57}}, {0xff9d, {0xff0b}},
        {0xff9e, {0xff63}},         {0xff9f, {0xffff}}, // KP_Delete: Delete
    };
    if (keysym >= 0xffaa && keysym <= 0xffb9) // KP_Multiply to KP_9: the character
        return {keysym - 0xff80};
    if (keysym == 0xffbd)
        return {'='};
    return table.value(keysym);
}

} // namespace

void KeyMap::addModifierKey(Modifiers modifier, quint32 keyCode)
{
    Q_ASSERT(std::has_single_bit(modifier));
    m_modifiersOf[keyCode] |= modifier;
    quint32 &key = m_keyOf[std::size_t(std::countr_zero(modifier))];
    if (!key)
        key = keyCode;
}

QList<quint32> KeyMap::keyCodesOf(quint32 keysym) const
{
    QList<quint32> keyCodes;
    for (const Symbol &symbol : m_symbols.value(keysym)) {
        if (!keyCodes.contains(symbol.keyCode))
            keyCodes.append(symbol.keyCode);
    }
    return keyCodes;
}

quint32 KeyMap::keyOf(Modifiers modifier) const
{
    return m_keyOf[std::size_t(std::countr_zero(modifier))];
}

std::optional<KeyMap::Plan> KeyMap::plan(quint32 keysym, const State &state) const
{
    if (const auto plan = bestPlan(keysym, state))
        return plan;
    for (const quint32 equivalent : equivalentsOf(keysym)) {
        if (auto plan = bestPlan(equivalent, state)) {
            // A Tab to the left on a keyboard that doesn't name it is Shift and Tab.
            if (keysym == 0xfe20 && !(state.held & shift))
                plan->press |= shift;
            return plan;
        }
    }
    return std::nullopt;
}

bool KeyMap::isModifierKeysym(quint32 keysym)
{
    return (keysym >= 0xffe1 && keysym <= 0xffee) || (keysym >= 0xfe01 && keysym <= 0xfe13)
        || keysym == 0xff7e || keysym == 0xff7f || keysym == 0xff14;
}

std::optional<KeyMap::Plan> KeyMap::bestPlan(quint32 keysym, const State &state) const
{
    std::optional<Choice> best;
    const auto symbols = m_symbols.constFind(keysym);
    if (symbols == m_symbols.constEnd())
        return std::nullopt;
    for (const Symbol &symbol : *symbols) {
        const Choice choice = choiceFor(symbol, state);
        if (!best || choice.cost < best->cost)
            best = choice;
    }
    return best->plan;
}

KeyMap::Choice KeyMap::choiceFor(const Symbol &symbol, const State &state) const
{
    Choice choice{{symbol.keyCode, 0, 0, 0, 0, std::nullopt}, 0};
    if (symbol.keyCode != state.likelyKeyCode)
        choice.cost += costOfOtherKey;
    if (state.group % symbol.groupCount != symbol.group) {
        choice.plan.group = symbol.group;
        choice.cost += costOfGroup;
    }
    const bool keypad = isKeypad(symbol.keysym);
    const bool chord = state.held & (control | alt | super) & ~symbol.significant;
    Modifiers significant = symbol.significant;
    // Ctrl+C is Ctrl+C whatever Caps Lock says, on real keyboards too.
    if (chord)
        significant &= Modifiers(~lock);
    const Modifiers on = state.held | state.locked;
    planOn(symbol.modifiers & significant & ~on, keypad, chord, choice);
    // A function key keeps the modifiers that are held with it, even if they change its meaning
    // (Shift+Tab, Ctrl+Alt+F1): that is what pressing them means.
    if (!isCharacter(symbol.keysym) && !keypad)
        return choice;
    const Modifiers excess = on & ~symbol.modifiers & significant;
    choice.plan.letGo = excess & state.held;
    choice.plan.unlock = excess & state.locked;
    choice.cost += std::popcount(choice.plan.letGo) * costOfLettingGo
        + std::popcount(choice.plan.unlock) * costOfLocking;
    return choice;
}

void KeyMap::planOn(Modifiers missing, bool isKeypad, bool isChord, Choice &choice) const
{
    for (unsigned bit = 0; bit < m_keyOf.size(); ++bit) {
        const auto modifier = Modifiers(1U << bit);
        if (!(missing & modifier))
            continue;
        if (m_keyOf[bit]) {
            choice.plan.press |= modifier;
            choice.cost +=
                modifier == shift && (isKeypad || isChord) ? costOfMisleadingShift : costOfPressing;
        } else {
            choice.plan.lock |= modifier;
            choice.cost += costOfLocking;
        }
    }
}

} // namespace oriel
