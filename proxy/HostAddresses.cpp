#include "proxy/HostAddresses.h"

#include <QNetworkInterface>
#include <QUdpSocket>

#include <algorithm>
#include <array>
#include <tuple>

namespace oriel::HostAddresses {

namespace {

/**
 * The address that packets to a far host leave from; null without a route. A connected UDP socket
 * tells without a packet being sent. The far hosts are documentation addresses (RFC 5737, 3849).
 */
QHostAddress sourceFor(const QString &farHost)
{
    QUdpSocket socket;
    socket.connectToHost(QHostAddress(farHost), 9);
    return socket.state() == QAbstractSocket::ConnectedState ? socket.localAddress()
                                                             : QHostAddress();
}

bool isVirtual(const QString &interfaceName)
{
    static const std::array prefixes{
        "docker", "br-", "virbr",   "veth",  "vnet",    "tun",       "tap", "wg",  "lxc",  "lxd",
        "podman", "cni", "flannel", "vmnet", "vboxnet", "tailscale", "zt",  "ppp", "utun", "cali"};
    return std::any_of(prefixes.begin(), prefixes.end(), [&](const char *prefix) {
        return interfaceName.startsWith(QLatin1String(prefix));
    });
}

auto order(const Candidate &candidate)
{
    const bool ipv4 = candidate.address.protocol() == QAbstractSocket::IPv4Protocol;
    return std::tuple(isVirtual(candidate.interfaceName), !candidate.isDefaultRoute, !ipv4);
}

} // namespace

QList<Candidate> enumerate()
{
    const QHostAddress ipv4Source = sourceFor(QStringLiteral("192.0.2.1"));
    const QHostAddress ipv6Source = sourceFor(QStringLiteral("2001:db8::1"));
    QList<Candidate> result;
    for (const QNetworkInterface &interface : QNetworkInterface::allInterfaces()) {
        if (!interface.flags().testFlags(QNetworkInterface::IsUp | QNetworkInterface::IsRunning))
            continue;
        const QList<QNetworkAddressEntry> entries = interface.addressEntries();
        const bool isDefault = std::any_of(entries.begin(), entries.end(), [&](const auto &entry) {
            return entry.ip() == ipv4Source || entry.ip() == ipv6Source;
        });
        for (const QNetworkAddressEntry &entry : entries)
            result.append({interface.name(), entry.ip(), isDefault});
    }
    return result;
}

QList<QHostAddress> rank(const QList<Candidate> &candidates)
{
    QList<Candidate> good;
    QList<Candidate> linkLocal;
    QList<Candidate> loopback;
    for (const Candidate &candidate : candidates) {
        if (candidate.address.isLoopback())
            loopback.append(candidate);
        else if (candidate.address.isLinkLocal())
            linkLocal.append(candidate);
        else
            good.append(candidate);
    }
    QList<Candidate> &chosen = !good.isEmpty() ? good : !linkLocal.isEmpty() ? linkLocal : loopback;
    std::stable_sort(chosen.begin(), chosen.end(),
                     [](const Candidate &a, const Candidate &b) { return order(a) < order(b); });
    QList<QHostAddress> result;
    for (const Candidate &candidate : std::as_const(chosen)) {
        if (!result.contains(candidate.address))
            result.append(candidate.address);
    }
    return result;
}

QList<QHostAddress> reachable(const QString &listenAddress, const QList<Candidate> &candidates)
{
    const QHostAddress listening(listenAddress);
    const bool all = listening.isNull();
    const bool allIpv4 = listening == QHostAddress(QHostAddress::AnyIPv4);
    const bool allIpv6 = listening == QHostAddress(QHostAddress::AnyIPv6);
    if (!all && !allIpv4 && !allIpv6)
        return {listening};
    QList<Candidate> family;
    std::copy_if(candidates.begin(), candidates.end(), std::back_inserter(family),
                 [&](const Candidate &candidate) {
                     const bool ipv4 =
                         candidate.address.protocol() == QAbstractSocket::IPv4Protocol;
                     return all || ipv4 == allIpv4;
                 });
    QList<QHostAddress> ranked = rank(family);
    if (!ranked.isEmpty())
        return ranked;
    return {allIpv6 ? QHostAddress(QHostAddress::LocalHostIPv6)
                    : QHostAddress(QHostAddress::LocalHost)};
}

QString text(const QHostAddress &address)
{
    QHostAddress plain = address;
    plain.setScopeId({});
    return plain.toString();
}

} // namespace oriel::HostAddresses
