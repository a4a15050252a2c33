#pragma once

#include "desktop/x11/X11Connection.h"

#include <xcb/shm.h>

#include <cstddef>
#include <cstdint>
#include <memory>

namespace oriel {

/**
 * Memory shared with the X server alone: it has no name anywhere, only its owner may touch it,
 * and it is gone with the last of the two processes, however they end.
 */
class SharedSegment {
public:
    enum class Kind {
        MemFd, ///< an anonymous file, passed to the server (MIT-SHM 1.2)
        SysV,  ///< a System V segment, removed before the server attaches (Linux allows that)
    };

    /** The best kind that works; null if none does. */
    static std::unique_ptr<SharedSegment> create(X11Connection &connection, std::size_t bytes);
    static std::unique_ptr<SharedSegment> create(X11Connection &connection, std::size_t bytes,
                                                 Kind kind);
    ~SharedSegment();
    Q_DISABLE_COPY_MOVE(SharedSegment)

    const std::uint8_t *data() const { return m_data; }
    std::size_t size() const { return m_bytes; }
    xcb_shm_seg_t id() const { return m_id; }

private:
    SharedSegment(X11Connection &connection, std::size_t bytes, Kind kind);
    bool openMemFd();
    bool openSysV();

    X11Connection &m_connection;
    std::size_t m_bytes;
    Kind m_kind;
    xcb_shm_seg_t m_id = 0;
    std::uint8_t *m_data = nullptr;
    bool m_attached = false;
};

} // namespace oriel
