#include "proxy/AddressWatcher.h"

#include "proxy/Log.h"

#include <array>

#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <sys/socket.h>
#include <unistd.h>

namespace oriel {

namespace {

int openNetlink()
{
    const int descriptor =
        ::socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC | SOCK_NONBLOCK, NETLINK_ROUTE);
    if (descriptor < 0)
        return -1;
    sockaddr_nl address{};
    address.nl_family = AF_NETLINK;
    address.nl_groups =
        RTMGRP_IPV4_IFADDR | RTMGRP_IPV6_IFADDR | RTMGRP_IPV4_ROUTE | RTMGRP_IPV6_ROUTE;
    if (::bind(descriptor, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0)
        return descriptor;
    ::close(descriptor);
    return -1;
}

} // namespace

AddressWatcher::AddressWatcher(const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_descriptor(openNetlink())
    , m_settleTimer(clock.makeTimer([this] { emit changed(); }))
{
    if (m_descriptor < 0) {
        qCWarning(lcProxy) << "changes of the machine's addresses will not be noticed";
        return;
    }
    m_notifier = std::make_unique<QSocketNotifier>(m_descriptor, QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, &AddressWatcher::drain);
}

AddressWatcher::~AddressWatcher()
{
    m_notifier.reset();
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

/** What changed is not read: the addresses are listed anew anyway. */
void AddressWatcher::drain()
{
    std::array<char, 8192> buffer{};
    while (::recv(m_descriptor, buffer.data(), buffer.size(), 0) > 0) { }
    m_settleTimer->start(settleTime);
}

} // namespace oriel
