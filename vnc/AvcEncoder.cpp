#include "vnc/AvcEncoder.h"

#include "vnc/AnnexB.h"
#include "vnc/Logging.h"

#include <algorithm>

namespace oriel {

namespace {

constexpr int millisecondsPerSecond = 1000;
// What the encoder takes for granted; it chooses the level by it.
constexpr int framesPerSecond = 60;
constexpr double nominalIntervalMs = double(millisecondsPerSecond) / framesPerSecond;
constexpr double longestIntervalMs = 250;
// Of the latest interval in the average; and how far off the average may be before it counts.
constexpr double intervalWeight = 0.1, intervalTolerance = 1.15;
// How much time's worth of bits one picture may take: the delay it adds on a line of that rate.
constexpr int burstMs = 150;
constexpr int never = 1 << 30;

/**
 * `stream` as viewers take it, without what they do not need; none if it is not one picture in one
 * slice, as noVNC would wait for the rest of it for ever.
 */
std::optional<VideoPicture> checked(QByteArrayView stream)
{
    VideoPicture result;
    result.data.reserve(stream.size());
    int sequences = 0, parameters = 0, slices = 0;
    for (const AnnexB::Unit &unit : AnnexB::units(stream)) {
        switch (unit.type) {
        case AnnexB::Sequence: ++sequences; break;
        case AnnexB::PictureParameters: ++parameters; break;
        case AnnexB::KeySlice: result.isKey = true; [[fallthrough]];
        case AnnexB::Slice: ++slices; break;
        default: continue;
        }
        result.data.append(unit.bytes);
    }
    const bool isWhole = slices == 1 && (!result.isKey || (sequences == 1 && parameters >= 1));
    return isWhole ? std::optional(result) : std::nullopt;
}

} // namespace

AvcEncoder::AvcEncoder(std::shared_ptr<const AvcLibrary> library, const AvcCodec &codec, QSize size)
    : m_library(std::move(library))
    , m_codec(codec)
    , m_size(size)
    , m_picture(size)
    , m_intervalMs(nominalIntervalMs)
    , m_appliedIntervalMs(nominalIntervalMs)
{
}

AvcEncoder::~AvcEncoder()
{
    m_library->avcodec_free_context(&m_context);
    m_library->av_packet_free(&m_packet);
    m_library->av_frame_free(&m_frame);
}

bool AvcEncoder::open()
{
    const AVCodec *codec = m_library->avcodec_find_encoder_by_name(m_codec.name.constData());
    if (!codec || (!m_frame && !makeFrame()))
        return false;
    if (!m_packet)
        m_packet = m_library->av_packet_alloc();
    m_library->avcodec_free_context(&m_context);
    m_context = m_library->avcodec_alloc_context3(codec);
    m_isStale = false;
    return m_packet && m_context && setUp(*codec);
}

bool AvcEncoder::makeFrame()
{
    m_frame = m_library->av_frame_alloc();
    if (!m_frame)
        return false;
    // Reference-counted, as libavcodec copies what is not; but the memory is ours.
    std::vector<std::uint8_t> &data = m_picture.data();
    m_frame->buf[0] = m_library->av_buffer_create(
        data.data(), data.size(), [](void *, std::uint8_t *) {}, nullptr, 0);
    for (int i = 0; i < 3; ++i) {
        m_frame->data[i] = m_picture.planes()[i].data;
        m_frame->linesize[i] = m_picture.planes()[i].stride;
    }
    m_frame->format = AV_PIX_FMT_YUV420P;
    m_frame->width = m_picture.size().width();
    m_frame->height = m_picture.size().height();
    return m_frame->buf[0];
}

bool AvcEncoder::setUp(const AVCodec &codec)
{
    AVCodecContext &context = *m_context;
    context.width = m_frame->width;
    context.height = m_frame->height;
    context.pix_fmt = AV_PIX_FMT_YUV420P;
    context.time_base = {1, millisecondsPerSecond};
    context.framerate = {framesPerSecond, 1};
    context.gop_size = never;
    context.max_b_frames = 0;
    context.slices = 1;
    // More threads would add a delay or slices.
    context.thread_count = 1;
    context.flags |= AV_CODEC_FLAG_LOW_DELAY;
    // The desktop's colours are sRGB, whose primaries are BT.709's.
    context.color_range = AVCOL_RANGE_MPEG;
    context.colorspace = AVCOL_SPC_BT709;
    context.color_primaries = AVCOL_PRI_BT709;
    context.color_trc = AVCOL_TRC_IEC61966_2_1;
    context.chroma_sample_location = AVCHROMA_LOC_CENTER;
    if (m_limit > 0)
        applyLimit();
    return setOptions(m_codec.always)
        && setOptions(m_limit > 0 ? m_codec.limited : m_codec.unlimited)
        && m_library->avcodec_open2(m_context, &codec, nullptr) == 0;
}

bool AvcEncoder::setOptions(const AvcCodec::Options &options)
{
    return std::all_of(options.begin(), options.end(), [this](const auto &option) {
        return m_library->av_opt_set(m_context->priv_data, option.first, option.second, 0) == 0;
    });
}

void AvcEncoder::applyLimit()
{
    // Without a delay encoders can't know how long a picture will stay, and count on the nominal
    // rate: those of a slower video may take more.
    m_appliedIntervalMs = m_intervalMs;
    const double rate = m_limit * m_intervalMs / nominalIntervalMs;
    m_context->bit_rate = m_context->rc_max_rate = std::int64_t(rate);
    m_context->rc_buffer_size = int(qint64(m_limit) * burstMs / millisecondsPerSecond);
}

void AvcEncoder::noteTime(qint64 milliseconds)
{
    if (m_lastTime >= 0) {
        const double latest =
            std::clamp(double(milliseconds - m_lastTime), nominalIntervalMs, longestIntervalMs);
        m_intervalMs += intervalWeight * (latest - m_intervalMs);
    }
    // Encoders insist on each time being later than the last.
    m_lastTime = std::max(milliseconds, m_lastTime + 1);
    const double ratio = m_intervalMs / m_appliedIntervalMs;
    const bool isOff = ratio > intervalTolerance || ratio < 1 / intervalTolerance;
    if (m_limit > 0 && m_codec.changesLimit && isOff)
        applyLimit();
}

void AvcEncoder::setBitRate(int bitsPerSecond)
{
    if (bitsPerSecond == m_limit)
        return;
    const bool hadLimit = m_limit > 0;
    m_limit = std::max(bitsPerSecond, 0);
    if (hadLimit && m_limit > 0 && m_codec.changesLimit)
        applyLimit();
    else
        m_isStale = true;
}

std::optional<VideoPicture> AvcEncoder::encode(const Framebuffer &picture, QPoint corner,
                                               qint64 milliseconds, bool wantsKey)
{
    if (m_isStale && !open()) {
        qCWarning(logVnc) << "The video encoder could not begin anew";
        return std::nullopt;
    }
    m_picture.load(picture, QRect(corner, m_size));
    noteTime(milliseconds);
    m_frame->pts = m_lastTime;
    m_frame->pict_type = wantsKey ? AV_PICTURE_TYPE_I : AV_PICTURE_TYPE_NONE;
    auto result = checked(take());
    if (!result || (wantsKey && !result->isKey)) {
        qCWarning(logVnc) << "The video encoder failed";
        return std::nullopt;
    }
    return result;
}

QByteArray AvcEncoder::take()
{
    if (m_library->avcodec_send_frame(m_context, m_frame) != 0
        || m_library->avcodec_receive_packet(m_context, m_packet) != 0)
        return {};
    QByteArray stream(reinterpret_cast<const char *>(m_packet->data), m_packet->size);
    m_library->av_packet_unref(m_packet);
    return stream;
}

} // namespace oriel
