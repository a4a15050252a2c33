#pragma once

#include <QList>

#include <functional>
#include <optional>

namespace oriel {

/**
 * Lends unused key codes to keysyms that are on no key. The least recently used one is lent
 * again first: a program learns of a key's new meaning only when it reads its events, and then
 * asks for the present one, so a code must not change soon after it was pressed. Pure.
 */
class SpareKeys {
public:
    /** More would help no one. */
    static constexpr qsizetype maxKeys = 32;

    struct Loan {
        quint32 keyCode = 0;
        bool isNew = false; ///< the code has to be given this keysym first
    };

    /** Codes that may be lent. Loans of codes that aren't among them are forgotten. */
    void setKeyCodes(const QList<quint32> &keyCodes);
    QList<quint32> keyCodes() const;

    /** Nothing if all codes are held down. */
    std::optional<Loan> lend(quint32 keysym, const std::function<bool(quint32)> &isHeld);
    /** The keysym lent to the code; 0: none. */
    quint32 keysymOf(quint32 keyCode) const;
    /** The codes that aren't held; they bear their own meaning again, which is none. */
    QList<quint32> takeBack(const std::function<bool(quint32)> &isHeld);
    void forget(quint32 keyCode);
    bool isAnyLent() const;

private:
    struct Key {
        quint32 keyCode = 0;
        quint32 keysym = 0;
    };
    QList<Key> m_keys; ///< least recently used first
};

} // namespace oriel
