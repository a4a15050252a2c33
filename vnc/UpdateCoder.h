#pragma once

#include "desktop/Framebuffer.h"
#include "vnc/RfbTypes.h"
#include "vnc/SharedCoders.h"
#include "vnc/VideoViewer.h"

#include <QList>
#include <QRegion>

namespace oriel {

/** What one client's update may be coded with. */
struct CodingChoice {
    bool loss = false;        ///< JPEG, which it is sharpened after
    bool video = false;       ///< H.264; with loss only
    bool shared = false;      ///< what is coded without loss for other clients, too
    int quality = 0;          ///< JPEG's at most, from 0 to 9
    qsizetype affordable = 0; ///< bytes that JPEG should keep to
};

/** An update's pixels, as far as they are coded. */
struct CodedPixels {
    QList<rfb::CodedRect> rects;
    QRegion lossy;         ///< what they show with a loss
    QRegion rest;          ///< what they don't show
    bool hasVideo = false; ///< H.264 among them
};

/**
 * Codes one client's updates with what is coded once for all of them; the rest is libvncserver's.
 * Lives in the vnc thread.
 */
class UpdateCoder {
public:
    /** `coders` outlive it. */
    explicit UpdateCoder(SharedCoders &coders)
        : m_coders(coders)
    {
    }

    /** `pixels` may reach beyond the picture: that stays in the rest. */
    CodedPixels encode(const Framebuffer &picture, const QRegion &pixels,
                       const CodingChoice &choice);
    /** What the client shows of video may be wrong: returns where, and begins anew. */
    QRegion forgetVideo() { return m_video.forget(); }

private:
    QRegion encodeVideo(const Framebuffer &picture, const QRegion &due, CodedPixels &coded);
    QRegion encodePictures(const Framebuffer &picture, const QRegion &due,
                           const CodingChoice &choice, CodedPixels &coded);

    SharedCoders &m_coders;
    VideoViewer m_video;
};

} // namespace oriel
