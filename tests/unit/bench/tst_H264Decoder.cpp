#include "OneByteReader.h"

#include "tests/bench/client/H264Decoder.h"

#include <QTest>

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wold-style-cast"
#pragma GCC diagnostic ignored "-Wconversion"
extern "C" {
#include <libavcodec/avcodec.h>
#include <libavutil/opt.h>
}
#pragma GCC diagnostic pop

#include <cstdlib>

namespace oriel::bench {

namespace {

using Bytes = std::vector<std::uint8_t>;

constexpr int width = 160;
constexpr int height = 96;

/** Grey that depends on the place and the time; neutral colours. */
int shade(int x, int y, int time) { return 40 + (x + 2 * y + 5 * time) % 160; }

/** libx264 as a server for noVNC sets it. */
class Encoder {
public:
    Encoder()
        : m_frame(av_frame_alloc())
        , m_packet(av_packet_alloc())
    {
        const AVCodec *codec = avcodec_find_encoder_by_name("libx264");
        m_context = codec ? avcodec_alloc_context3(codec) : nullptr;
        if (!m_context)
            return;
        m_context->width = width;
        m_context->height = height;
        m_context->pix_fmt = AV_PIX_FMT_YUV420P;
        m_context->time_base = {1, 30};
        m_context->max_b_frames = 0;
        m_context->thread_count = 1; // or each picture comes out later, or in slices
        m_context->gop_size = 1000;
        m_context->color_range = AVCOL_RANGE_JPEG;
        av_opt_set(m_context->priv_data, "preset", "ultrafast", 0);
        av_opt_set(m_context->priv_data, "tune", "zerolatency", 0);
        av_opt_set(m_context->priv_data, "profile", "baseline", 0);
        av_opt_set(m_context->priv_data, "x264-params", "log=-1", 0);
        av_opt_set(m_context->priv_data, "crf", "12", 0);
        m_open = avcodec_open2(m_context, codec, nullptr) == 0;
        m_frame->format = AV_PIX_FMT_YUV420P;
        m_frame->width = width;
        m_frame->height = height;
        av_frame_get_buffer(m_frame, 0);
    }
    ~Encoder()
    {
        avcodec_free_context(&m_context);
        av_frame_free(&m_frame);
        av_packet_free(&m_packet);
    }
    Q_DISABLE_COPY_MOVE(Encoder)

    bool isThere() const { return m_open; }

    Bytes encode(int time)
    {
        av_frame_make_writable(m_frame);
        for (int y = 0; y < height; ++y) {
            for (int x = 0; x < width; ++x)
                m_frame->data[0][y * m_frame->linesize[0] + x] =
                    static_cast<std::uint8_t>(shade(x, y, time));
        }
        for (const int plane : {1, 2}) {
            for (int y = 0; y < height / 2; ++y)
                std::fill_n(m_frame->data[plane] + y * m_frame->linesize[plane], width / 2,
                            std::uint8_t{128});
        }
        m_frame->pts = time;
        Bytes result;
        if (avcodec_send_frame(m_context, m_frame) == 0
            && avcodec_receive_packet(m_context, m_packet) == 0) {
            result.assign(m_packet->data, m_packet->data + m_packet->size);
            av_packet_unref(m_packet);
        }
        return result;
    }

private:
    AVCodecContext *m_context = nullptr;
    AVFrame *m_frame;
    AVPacket *m_packet;
    bool m_open = false;
};

void decode(H264Decoder &decoder, const Bytes &data, std::uint8_t flags, const Rect &rect,
            Framebuffer &framebuffer)
{
    Bytes bytes;
    for (const int shift : {24, 16, 8, 0})
        bytes.push_back(static_cast<std::uint8_t>(data.size() >> shift));
    bytes.insert(bytes.end(), {0, 0, 0, flags});
    bytes.insert(bytes.end(), data.begin(), data.end());
    OneByteReader source(bytes);
    decoder.decode(source.reader(), rect, framebuffer);
    QVERIFY(source.isUsedUp());
}

/** The average difference of what is drawn to the picture of this time. */
double difference(Framebuffer &framebuffer, const Rect &rect, int time)
{
    int sum = 0;
    for (int y = 0; y < rect.height; ++y) {
        for (int x = 0; x < rect.width; ++x) {
            const std::uint8_t *pixel = framebuffer.at(rect.x + x, rect.y + y);
            for (int channel = 0; channel < 3; ++channel)
                sum += std::abs(pixel[channel] - shade(x, y, time));
        }
    }
    return sum / (3.0 * rect.width * rect.height);
}

constexpr double alike = 3;
constexpr std::uint8_t resetThis = 1;
constexpr std::uint8_t resetAll = 2;
constexpr Rect whole{16, 20, width, height};
constexpr Rect cropped{200, 3, width - 7, height - 5};

} // namespace

class TestH264Decoder : public QObject {
    Q_OBJECT

private slots:
    void init()
    {
        if (!Encoder().isThere())
            QSKIP("libavcodec has no libx264");
    }

    /** Every picture is there at once, cropped where the rectangle is smaller, each in its place.
     */
    void drawsPictureAfterPicture()
    {
        Encoder encoder;
        H264Decoder decoder;
        Framebuffer framebuffer(400, 200);
        for (int time = 0; time < 10; ++time) {
            const Bytes data = encoder.encode(time);
            for (const Rect &rect : {whole, cropped}) {
                decode(decoder, data, time == 0 ? resetThis : 0, rect, framebuffer);
                QVERIFY(difference(framebuffer, rect, time) < alike);
            }
        }
        QCOMPARE(int{*framebuffer.at(cropped.x + cropped.width, cropped.y)}, 0);
        QCOMPARE(int{*framebuffer.at(cropped.x, cropped.y + cropped.height)}, 0);
    }

    void startsWithAKeyPictureAfterAReset()
    {
        for (const std::uint8_t flag : {resetThis, resetAll}) {
            Encoder encoder;
            H264Decoder decoder;
            Framebuffer framebuffer(400, 200);
            const Bytes key = encoder.encode(0);
            const Bytes next = encoder.encode(5);
            decode(decoder, key, 0, whole, framebuffer);
            decode(decoder, key, 0, cropped, framebuffer);
            // What needs the picture before it is not drawn without it.
            decode(decoder, next, flag, whole, framebuffer);
            QVERIFY(difference(framebuffer, whole, 0) < alike);
            // The other place has forgotten its picture only if all were to.
            decode(decoder, next, 0, cropped, framebuffer);
            QVERIFY(difference(framebuffer, cropped, flag == resetAll ? 0 : 5) < alike);
            decode(decoder, key, 0, whole, framebuffer);
            decode(decoder, next, 0, whole, framebuffer);
            QVERIFY(difference(framebuffer, whole, 5) < alike);
        }
    }

    void takesFlagsAlone()
    {
        H264Decoder decoder;
        Framebuffer framebuffer(400, 200);
        decode(decoder, {}, resetAll, whole, framebuffer);
        QCOMPARE(int{*framebuffer.at(whole.x, whole.y)}, 0);
    }

    void refusesWhatGivesNoPicture()
    {
        Encoder encoder;
        H264Decoder decoder;
        Framebuffer framebuffer(400, 200);
        decode(decoder, encoder.encode(0), 0, whole, framebuffer);
        QVERIFY_THROWS_EXCEPTION(std::runtime_error,
                                 decode(decoder, {0, 0, 0, 1, 9, 16}, 0, whole, framebuffer));
        QVERIFY_THROWS_EXCEPTION(std::runtime_error,
                                 decode(decoder, Encoder().encode(0), resetThis,
                                        {0, 0, width + 2, height}, framebuffer));
    }
};

} // namespace oriel::bench

QTEST_APPLESS_MAIN(oriel::bench::TestH264Decoder)
#include "tst_H264Decoder.moc"
