#include "tests/bench/line/Tunnel.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <linux/if.h>
#include <linux/if_tun.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <system_error>
#include <unistd.h>

namespace oriel::bench {

namespace {

int checked(int result, const std::string &what)
{
    if (result < 0)
        throw std::system_error(errno, std::generic_category(), what);
    return result;
}

void moveInto(const std::string &networkNamespace)
{
    const int handle =
        checked(open(networkNamespace.c_str(), O_RDONLY | O_CLOEXEC), networkNamespace);
    const int moved = setns(handle, CLONE_NEWNET);
    close(handle);
    checked(moved, networkNamespace);
}

} // namespace

Tunnel::Tunnel(const std::string &networkNamespace)
{
    moveInto(networkNamespace);
    m_descriptor = checked(open("/dev/net/tun", O_RDWR | O_CLOEXEC | O_NONBLOCK), "/dev/net/tun");
    ifreq request{};
    request.ifr_flags = IFF_TUN | IFF_NO_PI;
    std::strncpy(request.ifr_name, "line", IFNAMSIZ - 1);
    if (ioctl(m_descriptor, TUNSETIFF, &request) < 0) {
        const int error = errno;
        close(m_descriptor);
        throw std::system_error(error, std::generic_category(), "a TUN device");
    }
}

Tunnel::~Tunnel() { close(m_descriptor); }

size_t Tunnel::read(std::span<std::byte> buffer) const
{
    const ssize_t count = ::read(m_descriptor, buffer.data(), buffer.size());
    return count > 0 ? static_cast<size_t>(count) : 0;
}

void Tunnel::write(std::span<const std::byte> packet) const
{
    [[maybe_unused]] const ssize_t count = ::write(m_descriptor, packet.data(), packet.size());
}

} // namespace oriel::bench
