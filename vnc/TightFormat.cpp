#include "vnc/TightFormat.h"

namespace oriel::rfb::Tight {

QByteArray compactLength(qsizetype length)
{
    QByteArray bytes;
    for (int i = 0; i < 3; ++i) {
        const bool isLast = i == 2 || length < 128;
        bytes.append(char(isLast ? length : (length & 0x7F) | 0x80));
        if (isLast)
            break;
        length >>= 7;
    }
    return bytes;
}

} // namespace oriel::rfb::Tight
