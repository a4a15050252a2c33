#pragma once

#include "desktop/Framebuffer.h"

#include <QByteArray>
#include <QRect>

#include <memory>

struct z_stream_s;

namespace oriel {

/**
 * Codes rectangles in Tight (rfbproto, Tight Encoding) without loss and without history: each
 * begins its zlib stream anew, so that the bytes are good for every client with colours of three
 * bytes, whatever that one was sent before. Only stream 3 is used, which libvncserver leaves alone.
 * One thread at a time.
 */
class TightCoder {
public:
    TightCoder();
    ~TightCoder();
    Q_DISABLE_COPY_MOVE(TightCoder)

    /** More pixels might take more than a compact length can say. */
    static constexpr int maxPixels = 512 * 1024;

    /**
     * `rect` lies within, is no wider than Tight::maxWidth and has at most maxPixels. Empty if
     * there is no memory.
     */
    QByteArray encode(const Framebuffer &picture, const QRect &rect);

private:
    struct End {
        void operator()(z_stream_s *stream) const;
    };

    QByteArray compressed(const QByteArray &plain);

    std::unique_ptr<z_stream_s, End> m_stream;
    QByteArray m_output; ///< kept, as fresh pages for the worst case cost more than what is used
};

} // namespace oriel
