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
            m_keys.prepend({keyCode, 0});
    }
}

QList<quint32> SpareKeys::keyCodes() const
{
    QList<quint32> codes;
    for (const Key &key : m_keys)
        codes.append(key.keyCode);
    return codes;
}

std::optional<SpareKeys::Loan> SpareKeys::lend(quint32 keysym,
                                               const std::function<bool(quint32)> &isHeld)
{
    auto key = std::find_if(m_keys.begin(), m_keys.end(),
                            [keysym](const Key &k) { return k.keysym == keysym; });
    const bool isNew = key == m_keys.end();
    if (isNew) {
        key = std::find_if(m_keys.begin(), m_keys.end(),
                           [&isHeld](const Key &k) { return !isHeld(k.keyCode); });
    }
    if (key == m_keys.end())
        return std::nullopt;
    key->keysym = keysym;
    const Loan loan{key->keyCode, isNew};
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

QList<quint32> SpareKeys::takeBack(const std::function<bool(quint32)> &isHeld)
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
