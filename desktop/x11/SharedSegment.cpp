#include "desktop/x11/SharedSegment.h"

#include <fcntl.h>
#include <sys/ipc.h>
#include <sys/mman.h>
#include <sys/shm.h>
#include <sys/stat.h>
#include <unistd.h>

#include <tuple>

namespace oriel {

namespace {

constexpr mode_t ownerOnly = 0600;

bool serverTakesFds(X11Connection &connection)
{
    if (!connection.isLocal())
        return false;
    const auto version = xcbReply(xcb_shm_query_version_reply, connection.xcb(),
                                  xcb_shm_query_version(connection.xcb()));
    return version
        && std::tuple(version->major_version, version->minor_version) >= std::tuple(1, 2);
}

} // namespace

std::unique_ptr<SharedSegment> SharedSegment::create(X11Connection &connection, std::size_t bytes)
{
    for (const Kind kind : {Kind::MemFd, Kind::SysV}) {
        if (auto segment = create(connection, bytes, kind))
            return segment;
    }
    return nullptr;
}

std::unique_ptr<SharedSegment> SharedSegment::create(X11Connection &connection, std::size_t bytes,
                                                     Kind kind)
{
    if (!connection.extension(&xcb_shm_id))
        return nullptr;
    std::unique_ptr<SharedSegment> segment(new SharedSegment(connection, bytes, kind));
    const bool open = kind == Kind::MemFd ? segment->openMemFd() : segment->openSysV();
    return open ? std::move(segment) : nullptr;
}

SharedSegment::SharedSegment(X11Connection &connection, std::size_t bytes, Kind kind)
    : m_connection(connection)
    , m_bytes(bytes)
    , m_kind(kind)
{
}

SharedSegment::~SharedSegment()
{
    if (m_attached)
        xcb_shm_detach(m_connection.xcb(), m_id);
    if (m_data && m_kind == Kind::MemFd)
        munmap(m_data, m_bytes);
    else if (m_data)
        shmdt(m_data);
}

bool SharedSegment::openMemFd()
{
    if (!serverTakesFds(m_connection))
        return false;
    const int fd = memfd_create("oriel-screen", MFD_CLOEXEC | MFD_ALLOW_SEALING);
    if (fd < 0)
        return false;
    // Sealed, because the server would fault if the file shrank under its feet.
    if (fchmod(fd, ownerOnly) || ftruncate(fd, off_t(m_bytes))
        || fcntl(fd, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL)) {
        close(fd);
        return false;
    }
    void *data = mmap(nullptr, m_bytes, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (data == MAP_FAILED) {
        close(fd);
        return false;
    }
    m_data = static_cast<std::uint8_t *>(data);
    m_id = xcb_generate_id(m_connection.xcb());
    // XCB closes the descriptor once it is sent.
    m_attached =
        xcbSucceeds(m_connection.xcb(), xcb_shm_attach_fd_checked(m_connection.xcb(), m_id, fd, 0));
    return m_attached;
}

bool SharedSegment::openSysV()
{
    const int segment = shmget(IPC_PRIVATE, m_bytes, IPC_CREAT | ownerOnly);
    if (segment < 0)
        return false;
    void *data = shmat(segment, nullptr, 0);
    shmctl(segment, IPC_RMID, nullptr);
    if (data == reinterpret_cast<void *>(-1))
        return false;
    m_data = static_cast<std::uint8_t *>(data);
    m_id = xcb_generate_id(m_connection.xcb());
    m_attached = xcbSucceeds(m_connection.xcb(),
                             xcb_shm_attach_checked(m_connection.xcb(), m_id, quint32(segment), 0));
    return m_attached;
}

} // namespace oriel
