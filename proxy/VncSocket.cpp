#include "proxy/VncSocket.h"

#include <cerrno>
#include <fcntl.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

namespace oriel {

VncSocket::VncSocket(int descriptor, QObject *parent)
    : QObject(parent)
    , m_descriptor(descriptor)
    , m_readable(descriptor, QSocketNotifier::Read)
    , m_writable(descriptor, QSocketNotifier::Write)
{
    fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK);
    m_writable.setEnabled(false);
    connect(&m_readable, &QSocketNotifier::activated, this, &VncSocket::readAvailable);
    connect(&m_writable, &QSocketNotifier::activated, this, &VncSocket::flush);
}

VncSocket::~VncSocket()
{
    m_readable.setEnabled(false);
    m_writable.setEnabled(false);
    ::close(m_descriptor);
}

void VncSocket::readAvailable()
{
    int available = 0;
    if (ioctl(m_descriptor, FIONREAD, &available) != 0 || available < 1)
        available = 1; // the end of the stream is "readable" as well
    QByteArray bytes(qMin<qsizetype>(available, maxRead), Qt::Uninitialized);
    const ssize_t size = ::read(m_descriptor, bytes.data(), static_cast<size_t>(bytes.size()));
    if (size > 0) {
        bytes.truncate(size);
        emit received(bytes);
    } else if (size == 0 || (errno != EAGAIN && errno != EINTR)) {
        end();
    }
}

bool VncSocket::send(const QByteArray &bytes)
{
    if (m_unsent.size() + bytes.size() > maxUnsent)
        return false;
    m_unsent += bytes;
    flush();
    return true;
}

void VncSocket::flush()
{
    qsizetype sent = 0;
    while (sent < m_unsent.size()) {
        const ssize_t size = ::send(m_descriptor, m_unsent.constData() + sent,
                                    static_cast<size_t>(m_unsent.size() - sent), MSG_NOSIGNAL);
        if (size > 0)
            sent += size;
        else if (errno != EINTR)
            break; // an error shows at the reading end as well
    }
    m_unsent.remove(0, sent);
    m_writable.setEnabled(!m_unsent.isEmpty() && (errno == EAGAIN || errno == EWOULDBLOCK));
}

void VncSocket::end()
{
    m_readable.setEnabled(false);
    m_writable.setEnabled(false);
    m_unsent.clear();
    emit closed();
}

} // namespace oriel
