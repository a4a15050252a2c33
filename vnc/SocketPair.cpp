#include "vnc/SocketPair.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <utility>

namespace oriel {

namespace {

// A large picture goes through in fewer wake-ups of the thread at the other end. The system caps
// what an ordinary user may ask for.
constexpr int bufferBytes = 1024 * 1024;

void prepare(int fd)
{
    ::fcntl(fd, F_SETFD, ::fcntl(fd, F_GETFD) | FD_CLOEXEC);
    ::fcntl(fd, F_SETFL, ::fcntl(fd, F_GETFL) | O_NONBLOCK);
    ::setsockopt(fd, SOL_SOCKET, SO_SNDBUF, &bufferBytes, sizeof bufferBytes);
}

} // namespace

FileDescriptor &FileDescriptor::operator=(FileDescriptor &&other) noexcept
{
    if (this != &other) {
        reset();
        m_fd = other.release();
    }
    return *this;
}

int FileDescriptor::release() { return std::exchange(m_fd, -1); }

void FileDescriptor::reset()
{
    if (m_fd >= 0)
        ::close(release());
}

SocketPair SocketPair::open()
{
    int fds[2];
    if (::socketpair(AF_UNIX, SOCK_STREAM, 0, fds) != 0)
        return {};
    for (const int fd : fds)
        prepare(fd);
    return {FileDescriptor(fds[0]), FileDescriptor(fds[1])};
}

} // namespace oriel
