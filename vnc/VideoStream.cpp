#include "vnc/VideoStream.h"

namespace oriel {

VideoStream::VideoStream(quint64 id, const QRect &area, std::unique_ptr<VideoEncoder> encoder)
    : m_encoder(std::move(encoder))
    , m_area(area)
{
    Q_ASSERT(id > 0);
    m_frame.area = area;
    m_frame.stream = id;
}

void VideoStream::setBitRate(int bitsPerSecond)
{
    if (m_encoder)
        m_encoder->setBitRate(bitsPerSecond);
}

const VideoFrame *VideoStream::encode(const Framebuffer &picture, qint64 milliseconds,
                                      bool wantsKey)
{
    if (!m_encoder)
        return nullptr;
    const bool isTime = m_next == 0 || milliseconds - m_lastKey >= leastKeyDistanceMs;
    auto encoded = m_encoder->encode(picture, m_area.topLeft(), milliseconds, wantsKey && isTime);
    if (!encoded) {
        m_encoder.reset();
        return nullptr;
    }
    m_frame.picture = std::move(*encoded);
    m_frame.number = m_next++;
    if (m_frame.picture.isKey)
        m_lastKey = milliseconds;
    return &m_frame;
}

bool VideoFollower::canTake(const VideoFrame &frame) const
{
    return frame.picture.isKey || (frame.stream == m_stream && frame.number == m_number + 1);
}

void VideoFollower::take(const VideoFrame &frame)
{
    Q_ASSERT(canTake(frame));
    m_stream = frame.stream;
    m_number = frame.number;
}

} // namespace oriel
