#include "tests/bench/client/H264Context.h"

#include <array>
#include <stdexcept>
#include <string>

// Warnings in headers of others are theirs.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wold-style-cast"
#pragma GCC diagnostic ignored "-Wconversion"
extern "C" {
#include <libavcodec/avcodec.h>
#include <libavutil/imgutils.h>
#include <libswscale/swscale.h>
}
#pragma GCC diagnostic pop

#include <cstring>

namespace oriel::bench {

void H264Context::freeContext(AVCodecContext *context) { avcodec_free_context(&context); }
void H264Context::freeFrame(AVFrame *frame) { av_frame_free(&frame); }
void H264Context::freePacket(AVPacket *packet) { av_packet_free(&packet); }
void H264Context::freeConverter(SwsContext *converter) { sws_freeContext(converter); }

/** As noVNC has it: a picture ends with its one slice, where the next start code is. */
std::size_t H264Context::pictureSize(const std::uint8_t *data, std::size_t size)
{
    bool isSliceOver = false;
    for (std::size_t i = 0; i + 3 < size; ++i) {
        if (data[i] != 0 || data[i + 1] != 0 || data[i + 2] != 1)
            continue;
        if (isSliceOver)
            return data[i - 1] == 0 ? i - 1 : i;
        const int type = data[i + 3] & 31;
        isSliceOver = type == 1 || type == 5;
        i += 3;
    }
    return size;
}

H264Context::H264Context()
    : m_received(av_frame_alloc())
    , m_picture(av_frame_alloc())
    , m_packet(av_packet_alloc())
    , m_rgbx(av_frame_alloc())
{
    const AVCodec *codec = avcodec_find_decoder(AV_CODEC_ID_H264);
    m_decoder.reset(codec ? avcodec_alloc_context3(codec) : nullptr);
    if (!m_decoder)
        throw std::runtime_error("libavcodec has no H.264 decoder");
    // Each picture comes out as it goes in.
    m_decoder->flags |= AV_CODEC_FLAG_LOW_DELAY;
    m_decoder->thread_count = 1;
    if (avcodec_open2(m_decoder.get(), codec, nullptr) < 0)
        throw std::runtime_error("libavcodec's H.264 decoder does not start");
}

H264Context::~H264Context() = default;

void H264Context::draw(const std::uint8_t *data, std::size_t size, const Rect &rect,
                       Framebuffer &framebuffer)
{
    bool came = false;
    while (size > 0) {
        const std::size_t part = pictureSize(data, size);
        came = decode(data, part) || came;
        data += part;
        size -= part;
    }
    if (came)
        convert(rect, framebuffer);
    else if (m_started)
        throw std::runtime_error("the server sent H.264 that gives no picture");
    m_started = m_started || came;
}

bool H264Context::decode(const std::uint8_t *data, std::size_t size)
{
    // With the padding that the decoder reads beyond.
    if (av_new_packet(m_packet.get(), static_cast<int>(size)) < 0)
        throw std::runtime_error("no memory for a picture");
    std::memcpy(m_packet->data, data, size);
    const int result = avcodec_send_packet(m_decoder.get(), m_packet.get());
    av_packet_unref(m_packet.get());
    return result >= 0 && receivePictures();
}

bool H264Context::receivePictures()
{
    bool any = false;
    while (avcodec_receive_frame(m_decoder.get(), m_received.get()) >= 0) {
        m_picture.swap(m_received);
        any = true;
    }
    return any;
}

void H264Context::convert(const Rect &rect, Framebuffer &framebuffer)
{
    if (m_picture->width < rect.width || m_picture->height < rect.height)
        throw std::runtime_error("an H.264 picture is smaller than its rectangle");
    // The range is told apart from the format: with the old name for "full" a new converter would
    // be made each time.
    const auto format = m_picture->format == AV_PIX_FMT_YUVJ420P
        ? AV_PIX_FMT_YUV420P
        : static_cast<AVPixelFormat>(m_picture->format);
    if (m_rgbx->width != rect.width || m_rgbx->height != rect.height) {
        av_frame_unref(m_rgbx.get());
        m_rgbx->format = AV_PIX_FMT_RGB0;
        m_rgbx->width = rect.width;
        m_rgbx->height = rect.height;
        if (av_frame_get_buffer(m_rgbx.get(), 0) < 0)
            throw std::runtime_error("no memory for a picture");
    }
    // Cropped by taking the converter's picture smaller than the decoder's.
    m_converter.reset(sws_getCachedContext(m_converter.release(), rect.width, rect.height, format,
                                           rect.width, rect.height, AV_PIX_FMT_RGB0, SWS_POINT,
                                           nullptr, nullptr, nullptr));
    if (!m_converter)
        throw std::runtime_error("libswscale can't convert the H.264 picture");
    // What the stream does not say is as Chromium takes it: BT.709, 16 to 235.
    const int matrix =
        m_picture->colorspace == AVCOL_SPC_UNSPECIFIED ? SWS_CS_ITU709 : m_picture->colorspace;
    const int full = m_picture->color_range == AVCOL_RANGE_JPEG ? 1 : 0;
    constexpr int one = 1 << 16;
    sws_setColorspaceDetails(m_converter.get(), sws_getCoefficients(matrix), full,
                             sws_getCoefficients(SWS_CS_DEFAULT), 1, 0, one, one);
    sws_scale(m_converter.get(), m_picture->data, m_picture->linesize, 0, rect.height, m_rgbx->data,
              m_rgbx->linesize);
    for (int y = 0; y < rect.height; ++y) {
        std::memcpy(framebuffer.at(rect.x, rect.y + y),
                    m_rgbx->data[0] + static_cast<std::ptrdiff_t>(y) * m_rgbx->linesize[0],
                    static_cast<std::size_t>(rect.width) * 4);
    }
}

} // namespace oriel::bench
