#pragma once

#include <QtGlobal>

namespace oriel {

/** A file descriptor that is closed with its owner. Movable. */
class FileDescriptor {
public:
    FileDescriptor() = default;
    explicit FileDescriptor(int fd)
        : m_fd(fd)
    {
    }
    FileDescriptor(FileDescriptor &&other) noexcept
        : m_fd(other.release())
    {
    }
    FileDescriptor &operator=(FileDescriptor &&other) noexcept;
    ~FileDescriptor() { reset(); }
    Q_DISABLE_COPY(FileDescriptor)

    int get() const { return m_fd; }
    bool isValid() const { return m_fd >= 0; }
    /** Gives it up without closing it. */
    int release();
    void reset();

private:
    int m_fd = -1;
};

/** Two connected stream sockets: not blocking, not inherited by child processes. */
struct SocketPair {
    FileDescriptor ours;
    FileDescriptor peers;

    /** Both invalid if the system refuses (too many open files, say). */
    static SocketPair open();
};

} // namespace oriel
