#include "proxy/ConnectionLimits.h"

#include <algorithm>

namespace oriel {

ConnectionLimits::ConnectionLimits(bool perAddress, int total, int each)
    : m_limitAddresses(perAddress)
    , m_total(total)
    , m_each(each)
{
}

QTcpSocket *ConnectionLimits::oldest(const std::function<bool(const Entry &)> &among) const
{
    const auto found = std::find_if(m_entries.begin(), m_entries.end(), [&](const Entry &entry) {
        return !entry.vouched && among(entry);
    });
    return found == m_entries.end() ? nullptr : found->socket;
}

bool ConnectionLimits::makeRoom(const QString &address, QTcpSocket **victim) const
{
    *victim = nullptr;
    if (m_limitAddresses && m_perAddress.value(address) >= m_each)
        *victim = oldest([&](const Entry &entry) { return entry.address == address; });
    else if (m_entries.size() >= m_total)
        *victim = oldest([](const Entry &) { return true; });
    else
        return true;
    return *victim;
}

void ConnectionLimits::add(QTcpSocket *socket, const QString &address)
{
    m_entries.append({socket, address});
    ++m_perAddress[address];
}

void ConnectionLimits::remove(const QTcpSocket *socket)
{
    const auto found = std::find_if(m_entries.begin(), m_entries.end(),
                                    [&](const Entry &entry) { return entry.socket == socket; });
    if (found == m_entries.end())
        return;
    if (--m_perAddress[found->address] == 0)
        m_perAddress.remove(found->address);
    m_entries.erase(found);
}

void ConnectionLimits::vouch(const QTcpSocket *socket, bool vouched)
{
    for (Entry &entry : m_entries) {
        if (entry.socket == socket)
            entry.vouched = vouched;
    }
}

} // namespace oriel
