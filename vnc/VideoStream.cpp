#include "vnc/VideoStream.h"

namespace oriel {

VideoStream::VideoStream(quint64 id, const QRect &area, std::unique_ptr<VideoEncoder> encoder)
    : m_encoder(std::move(encoder))
    , m_id(id)
    , m_area(area)
{
    Q_ASSERT(id > 0);
}

void VideoStream::setBitRate(int bitsPerSecond)
{
    if (m_encoder)
        m_encoder->setBitRate(bitsPerSecond);
}

bool VideoStream::encode(const Framebuffer &picture, qint64 milliseconds, bool wantsKey)
{
    if (!m_encoder)
        return false;
    const bool isTime = m_next == 0 || milliseconds - m_lastKey >= leastKeyDistanceMs;
    auto encoded = m_encoder->encode(picture, m_area.topLeft(), milliseconds, wantsKey && isTime);
    if (!encoded) {
        m_encoder.reset();
        return false;
    }
    if (encoded->isKey) {
        m_lastKey = milliseconds;
        m_latest.clear();
    } else if (m_latest.size() == mostKept) {
        m_latest.removeFirst();
    }
    m_latest.append({m_id, m_next++, std::move(*encoded)});
    return true;
}

std::optional<QByteArray> VideoFollower::take(const QList<VideoFrame> &latest)
{
    const bool isMine = latest.last().stream == m_stream;
    auto next = latest.begin();
    if (isMine && m_number + 1 >= next->number)
        next += m_number + 1 - next->number;
    else if (!next->picture.isKey)
        return std::nullopt;
    QByteArray data;
    for (; next != latest.end(); ++next)
        data += next->picture.data;
    m_stream = latest.last().stream;
    m_number = latest.last().number;
    return data;
}

} // namespace oriel
