#include "VideoDecoder.h"

extern "C" {
#include <libavcodec/avcodec.h>
}

#include <cmath>
#include <cstring>

namespace oriel {

VideoDecoder::VideoDecoder()
    : m_context(avcodec_alloc_context3(avcodec_find_decoder(AV_CODEC_ID_H264)))
    , m_packet(av_packet_alloc())
    , m_frame(av_frame_alloc())
{
    m_context->thread_count = 1;
    m_context->err_recognition = AV_EF_EXPLODE;
    // No low delay: a stream that allows pictures to be held back is found out.
    if (avcodec_open2(m_context, nullptr, nullptr) != 0)
        qFatal("no H.264 decoder");
}

VideoDecoder::~VideoDecoder()
{
    avcodec_free_context(&m_context);
    av_packet_free(&m_packet);
    av_frame_free(&m_frame);
}

bool VideoDecoder::decode(const QByteArray &stream)
{
    if (av_new_packet(m_packet, int(stream.size())) != 0)
        return false;
    std::memcpy(m_packet->data, stream.constData(), std::size_t(stream.size()));
    const bool isTaken = avcodec_send_packet(m_context, m_packet) == 0;
    av_packet_unref(m_packet);
    return isTaken && avcodec_receive_frame(m_context, m_frame) == 0;
}

QSize VideoDecoder::size() const { return {m_frame->width, m_frame->height}; }

double VideoDecoder::lumaPsnr(const I420Picture &original) const
{
    const I420Picture::Plane &luma = original.planes()[0];
    double error = 0;
    for (int y = 0; y < luma.size.height(); ++y) {
        for (int x = 0; x < luma.size.width(); ++x) {
            const int difference = m_frame->data[0][y * m_frame->linesize[0] + x]
                - luma.data[std::size_t(y) * luma.stride + x];
            error += difference * difference;
        }
    }
    error /= double(luma.size.width()) * luma.size.height();
    return 10 * std::log10(255.0 * 255 / std::max(error, 1e-3));
}

} // namespace oriel
