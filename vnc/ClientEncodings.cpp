#include "vnc/ClientEncodings.h"

#include <algorithm>

namespace oriel {

namespace Encoding = rfb::Encoding;

ClientEncodings::ClientEncodings(const QList<qint32> &offered)
{
    const auto isPixels = [](qint32 encoding) {
        switch (encoding) {
        case Encoding::raw:
        case Encoding::rre:
        case Encoding::corre:
        case Encoding::hextile:
        case Encoding::zlib:
        case Encoding::tight:
        case Encoding::zrle: return true;
        default: return false;
        }
    };
    const auto first = std::find_if(offered.begin(), offered.end(), isPixels);
    if (first != offered.end())
        pixels = *first;
    for (const qint32 encoding : offered)
        offer(encoding);
}

void ClientEncodings::offer(qint32 encoding)
{
    switch (encoding) {
    case Encoding::copyRect: copyRect = true; break;
    case Encoding::vmwareCursor: cursor = Cursor::Alpha; break;
    case Encoding::cursor: cursor = std::max(cursor, Cursor::Rich); break;
    case Encoding::xCursor: cursor = std::max(cursor, Cursor::X); break;
    case Encoding::lastRect: lastRect = true; break;
    case Encoding::desktopSize: desktopSize = true; break;
    case Encoding::extendedDesktopSize: extendedDesktopSize = true; break;
    case Encoding::desktopName: desktopName = true; break;
    case Encoding::pointerPosition: pointerPosition = true; break;
    case Encoding::qemuExtendedKey: extendedKey = true; break;
    case Encoding::extendedMouseButtons: extendedButtons = true; break;
    case Encoding::qemuLedState: ledState = true; break;
    case Encoding::extendedClipboard: extendedClipboard = true; break;
    case Encoding::fence: fence = true; break;
    case Encoding::openH264: openH264 = true; break;
    case Encoding::continuousUpdates: continuousUpdates = true; break;
    default:
        if (encoding >= Encoding::jpegQuality0 && encoding <= Encoding::jpegQuality9)
            quality = encoding - Encoding::jpegQuality0;
        else if (encoding >= Encoding::compression0 && encoding <= Encoding::compression9)
            compression = encoding - Encoding::compression0;
    }
}

} // namespace oriel
