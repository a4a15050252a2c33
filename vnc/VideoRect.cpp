#include "vnc/VideoRect.h"

namespace oriel::VideoRect {

namespace {

constexpr quint32 resetThis = 1;
constexpr quint32 resetAll = 2;

rfb::CodedRect rect(const QRect &place, quint32 flags, QByteArrayView data)
{
    rfb::ByteWriter bytes;
    bytes.u32(quint32(data.size())).u32(flags).bytes(data);
    return {place, rfb::Encoding::openH264, bytes.data()};
}

} // namespace

rfb::CodedRect make(const VideoFrame &frame, bool reset)
{
    return rect(frame.area, reset ? resetThis : 0, frame.picture.data);
}

rfb::CodedRect makeResetAll() { return rect({}, resetAll, {}); }

} // namespace oriel::VideoRect
