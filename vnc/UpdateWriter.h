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
    bool write(const QList<rfb::PseudoRect> &news);
    /**
     * First the copies, in the order given, then `pixels`, so that none is written before a copy
     * read what was there. They are taken from `picture`, black where it does not reach.
     * `lossless`: without the loss that the client allows.
     */
    bool write(const QList<rfb::PseudoRect> &news, const QList<CopyRect> &copies,
               const QRegion &pixels, Framebuffer &picture, bool lossless);

private:
    bool begin(qsizetype rects, const QList<rfb::PseudoRect> &news, const QList<CopyRect> &copies);
    bool encode(const QList<QRect> &rects, Framebuffer &picture, bool lossless);
    bool encodeBlack(const QList<QRect> &rects);

    RfbScreen &m_screen;
    RfbClient &m_client;
};

} // namespace oriel
