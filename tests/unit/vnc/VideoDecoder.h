#pragma once

#include "vnc/I420Picture.h"

#include <QByteArray>

#include <memory>

struct AVCodecContext;
struct AVFrame;
struct AVPacket;

namespace oriel {

/** What a viewer's decoder does, by libavcodec. */
class VideoDecoder {
public:
    VideoDecoder();
    ~VideoDecoder();
    Q_DISABLE_COPY_MOVE(VideoDecoder)

    /** False unless one picture comes out at once. */
    bool decode(const QByteArray &stream);

    // Of the last picture
    QSize size() const;
    const AVFrame &frame() const { return *m_frame; }
    /** How like `original` its luma is, in decibels, leaving out the padding. */
    double lumaPsnr(const I420Picture &original) const;

private:
    AVCodecContext *m_context;
    AVPacket *m_packet;
    AVFrame *m_frame;
};

} // namespace oriel
