#pragma once

#include <QList>

#include <chrono>
#include <functional>
#include <optional>

namespace oriel {

/**
 * Lends unused key codes to keysyms that are on no key. A program learns of a key's new meaning
 * only when it reads its events, and then asks for the present one, so a code must not change soon
 * after it was pressed: the least recently used one is lent again first, and restLeft() says how
 * long it still should not be. Pure.
 */
class SpareKeys {
public:
    /** More would help no one. */
    static constexpr qsizetype maxKeys = 32;
    using Time = std::chrono::milliseconds; ///< of a monotonic clock
    /** For a busy machine's programs to read what was typed. */
    static constexpr Time rest{500};
    using HeldTest = std::function<bool(quint32 keyCode)>;

    struct Loan {
        quint32 keyCode = 0;
        bool isNew = false; ///< the code has to be given this keysym first
    };

    /** Codes that may be lent. Loans of codes that aren't among them are forgotten. */
    void setKeyCodes(const QList<quint32> &keyCodes);
    QList<quint32> keyCodes() const;

    /** How long lend() had better wait. */
    Time restLeft(quint32 keysym, const HeldTest &isHeld, Time now) const;
    /** For a press. Nothing if all codes are held down. */
    std::optional<Loan> lend(quint32 keysym, const HeldTest &isHeld, Time now);
    /** The keysym lent to the code; 0: none. */
    quint32 keysymOf(quint32 keyCode) const;
    /** The codes that aren't held; they bear their own meaning again, which is none. */
    QList<quint32> takeBack(const HeldTest &isHeld);
    void forget(quint32 keyCode);
    bool isAnyLent() const;

private:
    struct Key {
        quint32 keyCode = 0;
        quint32 keysym = 0;
        Time used{0};
    };
    /** Its own code, or else the one to be lent; the end if all are held. */
    QList<Key>::const_iterator find(quint32 keysym, const HeldTest &isHeld) const;

    QList<Key> m_keys; ///< least recently used first
};

} // namespace oriel
