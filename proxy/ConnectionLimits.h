#pragma once

#include <QHash>
#include <QList>
#include <QString>

class QTcpSocket;

namespace oriel {

/**
 * Bounds the number of open connections. When the bound is reached the oldest one that nobody
 * vouches for makes room, so that idle strangers can't lock a person out. Who is vouched for does
 * not count. An IPv6 network counts as one address (sourceOf). Owned by HttpServer.
 */
class ConnectionLimits {
public:
    static constexpr int maxTotal = 2000;
    static constexpr int maxPerAddress = 1200;

    /** `perAddress` false: everybody comes through one proxy. */
    explicit ConnectionLimits(bool perAddress, int total = maxTotal, int each = maxPerAddress);

    /** The one to abort before one more comes in from `address`; null while there is room. */
    QTcpSocket *victim(const QString &address) const;
    void add(QTcpSocket *socket, const QString &address);
    /** Also for a socket that is being destroyed. Unknown ones are ignored. */
    void remove(const QTcpSocket *socket);
    /** An admitted viewer, or one that waits for the host's answer: never given up. */
    void vouch(const QTcpSocket *socket, bool vouched);
    qsizetype size() const { return m_entries.size(); }

private:
    struct Entry {
        QTcpSocket *socket;
        QString source;
        bool vouched = false;
    };

    void count(const Entry &entry, int change);

    QList<Entry> m_entries; ///< oldest first
    /** Of those that nobody vouches for. */
    QHash<QString, int> m_perSource;
    int m_strangers = 0;
    bool m_limitAddresses;
    int m_total;
    int m_each;
};

} // namespace oriel
