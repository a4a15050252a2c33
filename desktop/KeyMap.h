#pragma once

#include <QHash>
#include <QList>

#include <array>
#include <optional>

namespace oriel {

/**
 * How to type a keysym on a keyboard layout of XKB's kind: which key, and which modifiers have to
 * change for the moment. A value, without a connection to anything.
 */
class KeyMap {
public:
    using Modifiers = quint8; ///< Shift 1, Lock 2, Control 4, Mod1 8 … Mod5 128

    static constexpr Modifiers shift = 1;
    static constexpr Modifiers lock = 2;
    static constexpr Modifiers control = 4;
    static constexpr Modifiers alt = 8;    ///< Mod1
    static constexpr Modifiers super = 64; ///< Mod4

    /** What a key gives in one state of the modifiers that matter to it. */
    struct Symbol {
        quint32 keysym = 0;
        quint32 keyCode = 0;
        int group = 0;             ///< layout number
        int groupCount = 1;        ///< of this key; a higher layout wraps around
        Modifiers modifiers = 0;   ///< those that are on …
        Modifiers significant = 0; ///< … out of these
    };

    /** What holds at the moment of typing. */
    struct State {
        Modifiers held = 0;
        Modifiers locked = 0;
        int group = 0;
        quint32 likelyKeyCode = 0; ///< where the viewer's keyboard has the key; 0 if unknown
    };

    /** Do what is said, press the key, undo what was done. */
    struct Plan {
        quint32 keyCode = 0;
        Modifiers press = 0;      ///< by keyOf()
        Modifiers letGo = 0;      ///< held ones
        Modifiers lock = 0;       ///< these must be locked …
        Modifiers unlock = 0;     ///< … and these not
        std::optional<int> group; ///< to be switched to

        friend bool operator==(const Plan &, const Plan &) = default;
    };

    void addSymbol(const Symbol &symbol) { m_symbols[symbol.keysym].append(symbol); }
    /** This key sets this one modifier as long as it is held. The first one counts. */
    void addModifierKey(Modifiers modifier, quint32 keyCode);

    /** Every key that gives the keysym in some state of the modifiers. */
    QList<quint32> keyCodesOf(quint32 keysym) const;
    /** The key that sets a single modifier; 0 if there is none. */
    quint32 keyOf(Modifiers modifier) const;
    /** The modifiers that a key sets while it is held. */
    Modifiers modifiersOf(quint32 keyCode) const { return m_modifiersOf.value(keyCode); }

    /** Nothing if neither the keysym nor one that does the same is on any key. */
    std::optional<Plan> plan(quint32 keysym, const State &state) const;

    /** Modifier and lock keys: worth nothing on a key that isn't made for them. */
    static bool isModifierKeysym(quint32 keysym);

private:
    struct Choice {
        Plan plan;
        int cost = 0;
    };
    std::optional<Plan> bestPlan(quint32 keysym, const State &state) const;
    Choice choiceFor(const Symbol &symbol, const State &state) const;
    void planOn(Modifiers missing, bool isKeypad, bool isChord, Choice &choice) const;

    QHash<quint32, QList<Symbol>> m_symbols;
    QHash<quint32, Modifiers> m_modifiersOf;
    std::array<quint32, 8> m_keyOf{};
};

} // namespace oriel
