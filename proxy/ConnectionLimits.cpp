#include "proxy/ConnectionLimits.h"

#include <algorithm>

namespace oriel {

ConnectionLimits::ConnectionLimits(bool perAddress, int total, int each)
    : m_limitAddresses(perAddress)
    , m_total(total)
    , m_each(each)
{
}

QTcpSocket *ConnectionLimits::victim(const QString &address) const
{
    const bool addressIsFull = m_limitAddresses && m_perAddress.value(address) >= m_each;
    if (!addressIsFull && m_strangers < m_total)
        return nullptr;
    const auto oldest = std::find_if(m_entries.begin(), m_entries.end(), [&](const Entry &entry) {
        return !entry.vouched && (!addressIsFull || entry.address == address);
    });
    return oldest->socket;
}

void ConnectionLimits::count(const Entry &entry, int change)
{
    m_strangers += change;
    int &ofAddress = m_perAddress[entry.address];
    ofAddress += change;
    if (ofAddress == 0)
        m_perAddress.remove(entry.address);
}

void ConnectionLimits::add(QTcpSocket *socket, const QString &address)
{
    m_entries.append({socket, address});
    count(m_entries.last(), 1);
}

void ConnectionLimits::remove(const QTcpSocket *socket)
{
    const auto found = std::find_if(m_entries.begin(), m_entries.end(),
                                    [&](const Entry &entry) { return entry.socket == socket; });
    if (found == m_entries.end())
        return;
    if (!found->vouched)
        count(*found, -1);
    m_entries.erase(found);
}

void ConnectionLimits::vouch(const QTcpSocket *socket, bool vouched)
{
    for (Entry &entry : m_entries) {
        if (entry.socket == socket && std::exchange(entry.vouched, vouched) != vouched)
            count(entry, vouched ? -1 : 1);
    }
}

} // namespace oriel
