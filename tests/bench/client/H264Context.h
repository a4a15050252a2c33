#pragma once

#include "tests/bench/client/Framebuffer.h"

#include <memory>

struct AVCodecContext;
struct AVFrame;
struct AVPacket;
struct SwsContext;

namespace oriel::bench {

/** One H.264 stream, decoded by libavcodec and converted to RGB by libswscale. */
class H264Context {
public:
    H264Context();
    ~H264Context();
    H264Context(const H264Context &) = delete;
    H264Context &operator=(const H264Context &) = delete;

    /**
     * Draws the last picture in the data (Annex B), cropped at the right and at the bottom. A
     * payload without a whole picture throws std::runtime_error, except before the first key frame:
     * there it is left out, as a browser does.
     */
    void draw(const std::uint8_t *data, std::size_t size, const Rect &rect,
              Framebuffer &framebuffer);

private:
    static std::size_t pictureSize(const std::uint8_t *data, std::size_t size);
    bool decode(const std::uint8_t *data, std::size_t size);
    bool receivePictures();
    void convert(const Rect &rect, Framebuffer &framebuffer);

    template <auto release>
    struct Release {
        template <typename Kind>
        void operator()(Kind *object) const
        {
            release(object);
        }
    };

    static void freeContext(AVCodecContext *context);
    static void freeFrame(AVFrame *frame);
    static void freePacket(AVPacket *packet);
    static void freeConverter(SwsContext *converter);

    std::unique_ptr<AVCodecContext, Release<freeContext>> m_decoder;
    std::unique_ptr<AVFrame, Release<freeFrame>> m_received;
    std::unique_ptr<AVFrame, Release<freeFrame>> m_picture;
    std::unique_ptr<AVPacket, Release<freePacket>> m_packet;
    std::unique_ptr<SwsContext, Release<freeConverter>> m_converter;
    std::unique_ptr<AVFrame, Release<freeFrame>>
        m_rgbx;             ///< has the room that swscale writes beyond
    bool m_started = false; ///< a picture came
};

} // namespace oriel::bench
