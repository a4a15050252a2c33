#include "vnc/VideoRect.h"

namespace oriel::VideoRect {

rfb::CodedRect make(const QRect &area, QByteArrayView pictures)
{
    constexpr quint32 flags = 0;
    rfb::ByteWriter bytes;
    bytes.u32(quint32(pictures.size())).u32(flags).bytes(pictures);
    return {area, rfb::Encoding::openH264, bytes.data()};
}

} // namespace oriel::VideoRect
