#pragma once

#include <QHostAddress>
#include <QList>
#include <QString>
#include <QStringList>

namespace oriel {

/** The machine's own addresses, the one that others most likely reach first. */
namespace HostAddresses {

/** One address as the system lists it. */
struct Candidate {
    QString interfaceName; ///< "eth0"
    QHostAddress address;
    bool isDefaultRoute = false; ///< packets to far hosts leave from this address's interface
};

/** Addresses of all interfaces that are up. */
QList<Candidate> enumerate();

/**
 * Sorts, without duplicates: interfaces of the default route before other real ones before virtual
 * ones (bridges, containers, tunnels), IPv4 before IPv6. Link-local addresses only if there is
 * nothing else, loopback only if there is not even that. Pure.
 */
QList<QHostAddress> rank(const QList<Candidate> &candidates);

/**
 * Where a server that listens on `listenAddress` (numeric; empty: everywhere) is reached: that
 * address, or the ranked ones of its family.
 */
QList<QHostAddress> reachable(const QString &listenAddress, const QList<Candidate> &candidates);

/** Without zone, as in a link or a certificate (IPv6 without brackets). */
QString text(const QHostAddress &address);

} // namespace HostAddresses
} // namespace oriel
