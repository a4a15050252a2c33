#pragma once

#include <QByteArray>

namespace oriel::rfb::Tight {

/** Compression control bytes and filters of the Tight encoding (rfbproto, Tight Encoding). */
constexpr quint8 fill = 0x80;
constexpr quint8 jpeg = 0x90;
constexpr quint8 explicitFilter = 0x40;
constexpr quint8 paletteFilter = 1;
/** Less than this is not compressed. */
constexpr qsizetype minCompressed = 12;
/** No rectangle may be wider. */
constexpr int maxWidth = 2048;

/** Seven bits a byte, low ones first; the third holds eight. */
QByteArray compactLength(qsizetype length);

} // namespace oriel::rfb::Tight
