#include "desktop/x11/SpareKeys.h"

#include <algorithm>

namespace oriel {

void SpareKeys::setKeyCodes(const QList<quint32> &keyCodes)
{
    const QList<quint32> wanted = keyCodes.first(std::min(keyCodes.size(), maxKeys));
    m_keys.removeIf([&wanted](const Key &key) { return !wanted.contains(key.keyCode); });
    const QList<quint32> known = this->keyCodes();
    for (const quint32 keyCode : wanted) {
        if (!known.contains(keyCode))
            m_keys.prepend({.keyCode = keyCode});
    }
}

QList<quint32> SpareKeys::keyCodes() const
{
    QList<quint32> codes;
    for (const Key &key : m_keys)
        codes.append(key.keyCode);
    return codes;
}

QList<SpareKeys::Key>::const_iterator SpareKeys::find(quint32 keysym, const HeldTest &isHeld) const
{
    const auto own = std::find_if(m_keys.cbegin(), m_keys.cend(),
                                  [keysym](const Key &key) { return key.keysym == keysym; });
    if (own != m_keys.cend())
        return own;
    return std::find_if(m_keys.cbegin(), m_keys.cend(),
                        [&isHeld](const Key &key) { return !isHeld(key.keyCode); });
}

SpareKeys::Time SpareKeys::restLeft(quint32 keysym, const HeldTest &isHeld, Time now) const
{
    const auto key = find(keysym, isHeld);
    if (key == m_keys.cend() || key->keysym == 0 || key->keysym == keysym)
        return Time(0);
    return std::max(key->used + rest - now, Time(0));
}

std::optional<SpareKeys::Loan> SpareKeys::lend(quint32 keysym, const HeldTest &isHeld, Time now)
{
    const auto found = find(keysym, isHeld);
    if (found == m_keys.cend())
        return std::nullopt;
    const auto key = m_keys.begin() + (found - m_keys.cbegin());
    const Loan loan{key->keyCode, key->keysym != keysym};
    key->keysym = keysym;
    key->used = now;
    std::rotate(key, key + 1, m_keys.end());
    return loan;
}

quint32 SpareKeys::keysymOf(quint32 keyCode) const
{
    for (const Key &key : m_keys) {
        if (key.keyCode == keyCode)
            return key.keysym;
    }
    return 0;
}

QList<quint32> SpareKeys::takeBack(const HeldTest &isHeld)
{
    QList<quint32> codes;
    for (Key &key : m_keys) {
        if (!key.keysym || isHeld(key.keyCode))
            continue;
        key.keysym = 0;
        codes.append(key.keyCode);
    }
    return codes;
}

void SpareKeys::forget(quint32 keyCode)
{
    for (Key &key : m_keys) {
        if (key.keyCode == keyCode)
            key.keysym = 0;
    }
}

bool SpareKeys::isAnyLent() const
{
    return std::any_of(m_keys.cbegin(), m_keys.cend(),
                       [](const Key &key) { return key.keysym != 0; });
}

} // namespace oriel
