#include "proxy/UpdateGate.h"

#include "proxy/RfbMessages.h"

#include <QtEndian>

#include <algorithm>

namespace oriel {

void UpdateGate::merge(QList<QRect> &areas, const QRect &area)
{
    const bool known = std::any_of(areas.begin(), areas.end(),
                                   [&](const QRect &held) { return held.contains(area); });
    if (known)
        return;
    areas.removeIf([&](const QRect &held) { return area.contains(held); });
    areas.append(area);
    if (areas.size() <= maxHeld)
        return;
    QRect all;
    for (const QRect &held : std::as_const(areas))
        all |= held;
    areas = {all};
}

void UpdateGate::request(const QByteArray &message)
{
    const auto u16 = [&](qsizetype at) {
        return qFromBigEndian<quint16>(message.constData() + at);
    };
    const QRect area(u16(2), u16(4), u16(6), u16(8));
    if (!area.isEmpty())
        merge(message[1] ? m_incremental : m_full, area);
}

void UpdateGate::noteAnswer()
{
    m_waitsForFull = false;
    m_asked.clear();
}

QByteArray UpdateGate::message(const QRect &area, bool incremental)
{
    QByteArray result(10, '\0');
    result[0] = static_cast<char>(Rfb::FramebufferUpdateRequest);
    result[1] = incremental ? '\1' : '\0';
    // A rectangle that covers several may reach beyond 65535, where no screen is.
    const auto put = [&](qsizetype at, int value) {
        qToBigEndian(static_cast<quint16>(qMin(value, 0xffff)), result.data() + at);
    };
    put(2, area.x());
    put(4, area.y());
    put(6, area.width());
    put(8, area.height());
    return result;
}

QByteArray UpdateGate::release(bool drained)
{
    QByteArray result;
    if (!drained || m_waitsForFull)
        return result;
    for (const QRect &area : std::as_const(m_full))
        result += message(area, false);
    m_waitsForFull = !m_full.isEmpty();
    m_full.clear();
    // The same area again, before anything changed there, adds nothing: it waits for the answer.
    const QList<QRect> held = std::exchange(m_incremental, {});
    for (const QRect &area : held) {
        const bool asked = std::any_of(m_asked.begin(), m_asked.end(),
                                       [&](const QRect &rect) { return rect.contains(area); });
        if (asked || m_asked.size() == maxAsked) {
            m_incremental.append(area);
            continue;
        }
        result += message(area, true);
        m_asked.append(area);
    }
    return result;
}

} // namespace oriel
