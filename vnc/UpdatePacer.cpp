#include "vnc/UpdatePacer.h"

#include "vnc/MonotonicTime.h"
#include "vnc/RfbTypes.h"

#include <QRandomGenerator>
#include <QtEndian>

namespace oriel {

namespace {

FlowControl::Time now() { return monotonicTime<FlowControl::Time>(); }

QByteArray fenceMessage(quint32 flags, QByteArrayView payload)
{
    rfb::ByteWriter message;
    message.u8(unsigned(rfb::ServerType::ServerFence)).padding(3).u32(flags);
    return message.u8(unsigned(payload.size())).bytes(payload).data();
}

/** Nobody answers a fence that it has not read: its payload can't be guessed. */
quint64 freshNumber() { return QRandomGenerator::system()->generate64(); }

QByteArray question(quint64 number)
{
    const quint64 payload = qToBigEndian(number);
    return fenceMessage(rfb::Fence::request | rfb::Fence::blockBefore,
                        QByteArrayView(reinterpret_cast<const char *>(&payload), sizeof payload));
}

} // namespace

UpdatePacer::UpdatePacer(QObject *parent)
    : QObject(parent)
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.callOnTimeout(this, &UpdatePacer::ready);
}

QByteArray UpdatePacer::setEncodings(const ClientEncodings &encodings)
{
    if (m_isOffered || !encodings.fence || !encodings.continuousUpdates)
        return {};
    m_isOffered = true;
    QByteArray messages(1, char(rfb::ServerType::EndOfContinuousUpdates));
    return messages += before();
}

bool UpdatePacer::mayUpdate() const
{
    const auto next = m_flow.next(now());
    return next && *next <= now();
}

void UpdatePacer::await()
{
    const auto next = m_flow.next(now());
    if (!next || m_timer.isActive())
        return;
    m_timer.start(std::max(std::chrono::milliseconds(0),
                           std::chrono::ceil<std::chrono::milliseconds>(*next - now())));
}

QByteArray UpdatePacer::before()
{
    if (!m_isOffered || !m_flow.isProbeDue(now()))
        return {};
    const quint64 number = freshNumber();
    m_flow.probe(number, now());
    return question(number);
}

QByteArray UpdatePacer::behind(qsizetype bytes)
{
    if (!m_isOffered)
        return {};
    const quint64 number = freshNumber();
    m_flow.send(number, bytes, now());
    return question(number);
}

QByteArray UpdatePacer::receive(const ClientFence &fence)
{
    // Messages are handled one after the other: what Block flags ask for is so anyway.
    if (fence.flags & rfb::Fence::request)
        return fenceMessage(fence.flags & (rfb::Fence::blockBefore | rfb::Fence::blockAfter),
                            fence.payload);
    if (fence.payload.size() == sizeof(quint64)) {
        m_flow.acknowledge(qFromBigEndian<quint64>(fence.payload.constData()), now());
        m_timer.stop();
    }
    return {};
}

} // namespace oriel
