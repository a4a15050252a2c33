#pragma once

#include "vnc/RfbTypes.h"
#include "vnc/VideoStream.h"

namespace oriel::VideoRect {

/**
 * `frame` as a rectangle of an update (rfbproto, "Open H.264 Encoding"). `reset`: the viewer takes
 * a new decoder for that very rectangle. noVNC leaves the old one to itself, and draws nothing more
 * until a picture that is still in it has come out: better not while updates are under way.
 */
rfb::CodedRect make(const VideoFrame &frame, bool reset);

/** Without a picture: all decoders of the viewer are dropped. */
rfb::CodedRect makeResetAll();

} // namespace oriel::VideoRect
