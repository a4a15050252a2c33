#pragma once

#include "vnc/RfbTypes.h"

#include <QByteArrayView>

namespace oriel::VideoRect {

/**
 * One or more pictures of H.264 as a rectangle of an update (rfbproto, "Open H.264 Encoding"), of
 * which the last one is shown. Never asks for a new decoder: a key picture with its parameters
 * begins anew in the old one just as well, and noVNC, which leaves the old one to itself, would
 * draw nothing more if a picture was still in it.
 */
rfb::CodedRect make(const QRect &area, QByteArrayView pictures);

} // namespace oriel::VideoRect
