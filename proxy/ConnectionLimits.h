#pragma once

#include <QHash>
#include <QList>
#include <QString>

#include <functional>

class QTcpSocket;

namespace oriel {

/**
 * Bounds the number of open connections. When the bound is reached the oldest one that nobody
 * vouches for makes room, so that idle strangers can't lock a person out. Owned by HttpServer.
 */
class ConnectionLimits {
public:
    static constexpr int maxTotal = 2000;
    static constexpr int maxPerAddress = 1200;

    /** `perAddress` false: everybody comes through one proxy. */
    explicit ConnectionLimits(bool perAddress, int total = maxTotal, int each = maxPerAddress);

    /**
     * Makes room for one more connection from `address`: the result is to be aborted first. False
     * if there is nothing to give up: the newcomer goes.
     */
    bool makeRoom(const QString &address, QTcpSocket **victim) const;
    void add(QTcpSocket *socket, const QString &address);
    /** Also for a socket that is being destroyed. Unknown ones are ignored. */
    void remove(const QTcpSocket *socket);
    /** An admitted viewer, or one that waits for the host's answer: never given up. */
    void vouch(const QTcpSocket *socket, bool vouched);
    qsizetype size() const { return m_entries.size(); }

private:
    struct Entry {
        QTcpSocket *socket;
        QString address;
        bool vouched = false;
    };

    QTcpSocket *oldest(const std::function<bool(const Entry &)> &among) const;

    QList<Entry> m_entries; ///< oldest first
    QHash<QString, int> m_perAddress;
    bool m_limitAddresses;
    int m_total;
    int m_each;
};

} // namespace oriel
