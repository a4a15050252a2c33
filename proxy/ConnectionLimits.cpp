#include "proxy/ConnectionLimits.h"

#include "session/SourceAddress.h"

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
    const QString source = sourceOf(address);
    const bool sourceIsFull = m_limitAddresses && m_perSource.value(source) >= m_each;
    if (!sourceIsFull && m_strangers < m_total)
        return nullptr;
    const auto oldest = std::find_if(m_entries.begin(), m_entries.end(), [&](const Entry &entry) {
        return !entry.vouched && (!sourceIsFull || entry.source == source);
    });
    return oldest->socket;
}

void ConnectionLimits::count(const Entry &entry, int change)
{
    m_strangers += change;
    int &ofSource = m_perSource[entry.source];
    ofSource += change;
    if (ofSource == 0)
        m_perSource.remove(entry.source);
}

void ConnectionLimits::add(QTcpSocket *socket, const QString &address)
{
    m_entries.append({socket, sourceOf(address)});
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
