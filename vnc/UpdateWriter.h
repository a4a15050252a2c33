#pragma once

#include "desktop/Framebuffer.h"
#include "vnc/Move.h"
#include "vnc/RfbTypes.h"

#include <QList>
#include <QRegion>

namespace oriel {

class RfbClient;
class RfbScreen;

/** Composes one FramebufferUpdate (RFC 6143 §7.6.1) and sends it. */
class UpdateWriter {
public:
    UpdateWriter(RfbScreen &screen, RfbClient &client);

    /** False if the connection was lost. */
    bool write(const QList<rfb::CodedRect> &news);
    /**
     * First the copies, in the order given, then what is `coded` already, and `pixels`, so that
     * none is written before a copy read what was there. Pixels are taken from `picture`, black
     * where it does not reach, and sent without loss.
     */
    bool write(const QList<rfb::CodedRect> &news, const QList<CopyRect> &copies,
               const QList<rfb::CodedRect> &coded, const QRegion &pixels, Framebuffer &picture);

private:
    bool begin(qsizetype rects, const QList<rfb::CodedRect> &news, const QList<CopyRect> &copies,
               const QList<rfb::CodedRect> &coded);
    bool encode(const QList<QRect> &rects, Framebuffer &picture);
    bool encodeBlack(const QList<QRect> &rects);

    RfbScreen &m_screen;
    RfbClient &m_client;
};

} // namespace oriel
