#include "desktop/HeldInput.h"

#include <algorithm>

namespace oriel {

quint64 HeldInput::identity(const KeyInput &input)
{
    return input.scancode ? (quint64(1) << 32 | input.scancode) : input.keysym;
}

std::optional<quint32> HeldInput::heldKey(ViewerId viewer, quint64 identity) const
{
    const auto it = m_viewers.constFind(viewer);
    if (it == m_viewers.constEnd())
        return std::nullopt;
    for (const Key &key : it->keys) {
        if (key.identity == identity)
            return key.keyCode;
    }
    return std::nullopt;
}

bool HeldInput::mayPress(ViewerId viewer) const
{
    const auto it = m_viewers.constFind(viewer);
    return it == m_viewers.constEnd() || it->keys.size() < maxKeysPerViewer;
}

void HeldInput::press(ViewerId viewer, quint64 identity, quint32 keyCode)
{
    Q_ASSERT(!heldKey(viewer, identity) && mayPress(viewer));
    QList<Key> &keys = m_viewers[viewer].keys;
    const auto same = std::find_if(keys.begin(), keys.end(),
                                   [keyCode](const Key &key) { return key.keyCode == keyCode; });
    if (same != keys.end())
        same->identity = identity;
    else
        keys.append({identity, keyCode});
}

std::optional<quint32> HeldInput::release(ViewerId viewer, quint64 identity)
{
    return releaseFirst(viewer, [identity](const Key &key) { return key.identity == identity; });
}

std::optional<quint32> HeldInput::releaseKeyCode(ViewerId viewer, quint32 keyCode)
{
    return releaseFirst(viewer, [keyCode](const Key &key) { return key.keyCode == keyCode; });
}

template <typename Match>
std::optional<quint32> HeldInput::releaseFirst(ViewerId viewer, Match isIt)
{
    const auto it = m_viewers.find(viewer);
    if (it == m_viewers.end())
        return std::nullopt;
    const auto key = std::find_if(it->keys.cbegin(), it->keys.cend(), isIt);
    if (key == it->keys.cend())
        return std::nullopt;
    const quint32 keyCode = key->keyCode;
    it->keys.erase(key);
    forgetIfIdle(viewer);
    if (isKeyHeld(keyCode))
        return std::nullopt;
    return keyCode;
}

HeldInput::ButtonChange HeldInput::setButtons(ViewerId viewer, quint32 buttons)
{
    const quint32 before = allButtons();
    m_viewers[viewer].buttons = buttons;
    const quint32 after = allButtons();
    forgetIfIdle(viewer);
    return {after & ~before, before & ~after};
}

HeldInput::Released HeldInput::releaseAll(ViewerId viewer)
{
    Released released;
    released.buttons = setButtons(viewer, 0).released;
    const QList<Key> keys = m_viewers.take(viewer).keys;
    for (auto key = keys.crbegin(); key != keys.crend(); ++key) {
        if (!isKeyHeld(key->keyCode) && !released.keyCodes.contains(key->keyCode))
            released.keyCodes.append(key->keyCode);
    }
    return released;
}

int HeldInput::holdersOf(quint32 keyCode) const
{
    qsizetype holders = 0;
    for (const Viewer &viewer : m_viewers) {
        holders += std::count_if(viewer.keys.cbegin(), viewer.keys.cend(),
                                 [keyCode](const Key &key) { return key.keyCode == keyCode; });
    }
    return int(holders);
}

quint32 HeldInput::allButtons() const
{
    quint32 buttons = 0;
    for (const Viewer &viewer : m_viewers)
        buttons |= viewer.buttons;
    return buttons;
}

void HeldInput::forgetIfIdle(ViewerId viewer)
{
    const auto it = m_viewers.constFind(viewer);
    if (it != m_viewers.constEnd() && it->keys.isEmpty() && !it->buttons)
        m_viewers.erase(it);
}

} // namespace oriel
