#include "proxy/HeldInputWatch.h"

#include "proxy/RfbMessages.h"

#include <QtEndian>

namespace oriel {

void HeldInputWatch::note(const QByteArray &message)
{
    const auto u32 = [&](qsizetype at) {
        return qFromBigEndian<quint32>(message.constData() + at);
    };
    if (message.isEmpty())
        return;
    switch (static_cast<quint8>(message.front())) {
    case Rfb::KeyEvent: noteKey(message[1] != 0, u32(4)); break;
    case Rfb::Qemu: {
        // The place on the keyboard if it is told: the keysym may change while the key is down.
        const quint64 scancode = u32(8);
        noteKey(qFromBigEndian<quint16>(message.constData() + 2) != 0,
                scancode ? scancode << 32 : u32(4));
        break;
    }
    case Rfb::PointerEvent: m_buttons = message[1] != 0; break;
    case Rfb::WidePointerEvent: m_buttons = message[1] != 0 || message[2] != 0; break;
    default: break;
    }
}

void HeldInputWatch::clear()
{
    m_keys.clear();
    m_buttons = false;
}

void HeldInputWatch::noteKey(bool down, quint64 identity)
{
    if (!down)
        m_keys.remove(identity);
    else if (m_keys.size() < maxKeys)
        m_keys.insert(identity);
}

} // namespace oriel
