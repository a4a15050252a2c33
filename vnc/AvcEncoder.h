#pragma once

#include "vnc/AvcCodec.h"
#include "vnc/AvcLibrary.h"
#include "vnc/I420Picture.h"
#include "vnc/VideoEncoder.h"

namespace oriel {

/** H.264 by one of libavcodec's encoders. */
class AvcEncoder final : public VideoEncoder {
public:
    AvcEncoder(std::shared_ptr<const AvcLibrary> library, const AvcCodec &codec, QSize size);
    ~AvcEncoder() override;
    Q_DISABLE_COPY_MOVE(AvcEncoder)

    /** To be called first; on false the encoder is of no use. */
    bool open();

    void setBitRate(int bitsPerSecond) override;
    std::optional<VideoPicture> encode(const Framebuffer &picture, QPoint corner,
                                       qint64 milliseconds, bool wantsKey) override;

private:
    bool makeFrame();
    bool setUp(const AVCodec &codec);
    bool setOptions(const AvcCodec::Options &options);
    void applyLimit();
    void noteTime(qint64 milliseconds);
    /** What the encoder made of m_frame; empty if it made nothing, or not at once. */
    QByteArray take();

    std::shared_ptr<const AvcLibrary> m_library;
    AvcCodec m_codec;
    QSize m_size;
    I420Picture m_picture; ///< outlives all that refers to its memory
    AVFrame *m_frame = nullptr;
    AVPacket *m_packet = nullptr;
    AVCodecContext *m_context = nullptr;
    int m_limit = 0;
    bool m_isStale = false; ///< has to begin anew for what was set
    qint64 m_lastTime = -1;
    double m_intervalMs; ///< between pictures, on average lately
    double m_appliedIntervalMs;
};

} // namespace oriel
