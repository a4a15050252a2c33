#include "proxy/PngPicture.h"

#include <QtEndian>

#include <zlib.h>

#include <utility>

namespace oriel::PngPicture {

namespace {

constexpr QByteArrayView signature("\x89PNG\r\n\x1a\n", 8);

constexpr qsizetype typeAt = 4;
constexpr qsizetype dataAt = 8;
constexpr qsizetype chunkOverhead = 12; // length, type, CRC

struct Chunk {
    QByteArrayView type;
    QByteArrayView data;
    QByteArrayView whole;
};

/** Takes the first chunk off `rest`; nothing, if that is no whole one. */
std::optional<Chunk> takeChunk(QByteArrayView &rest)
{
    if (rest.size() < chunkOverhead)
        return {};
    const auto length = qsizetype(qFromBigEndian<quint32>(rest.data()));
    if (length > rest.size() - chunkOverhead)
        return {};
    const QByteArrayView checked = rest.sliced(typeAt, 4 + length);
    const uLong crc =
        crc32(0, reinterpret_cast<const Bytef *>(checked.data()), uInt(checked.size()));
    if (crc != qFromBigEndian<quint32>(rest.data() + dataAt + length))
        return {};
    const Chunk chunk{rest.sliced(typeAt, 4), rest.sliced(dataAt, length),
                      rest.first(length + chunkOverhead)};
    rest = rest.sliced(length + chunkOverhead);
    return chunk;
}

bool isHeader(const Chunk &chunk)
{
    if (chunk.type != "IHDR" || chunk.data.size() != 13)
        return false;
    const auto width = qFromBigEndian<quint32>(chunk.data.data());
    const auto height = qFromBigEndian<quint32>(chunk.data.data() + 4);
    const bool fits = width > 0 && height > 0 && width <= maxSide && height <= maxSide
        && quint64(width) * height <= maxPixels;
    const auto depth = static_cast<quint8>(chunk.data[8]);
    const bool anyDepth = depth == 8 || depth == 16;
    const bool smallDepth = depth == 1 || depth == 2 || depth == 4;
    bool known = false;
    switch (chunk.data[9]) { // colour type
    case 0: known = anyDepth || smallDepth; break;
    case 3: known = depth == 8 || smallDepth; break;
    case 2:
    case 4:
    case 6: known = anyDepth; break;
    default: break;
    }
    const bool usual = chunk.data[10] == 0 && chunk.data[11] == 0; // compression, filter
    const bool interlace = chunk.data[12] == 0 || chunk.data[12] == 1;
    return fits && known && usual && interlace;
}

/** Whether a chunk that decoders may leave out is kept: it is of a fixed size, and not packed. */
bool isKept(const Chunk &chunk)
{
    const qsizetype size = chunk.data.size();
    return (chunk.type == "sRGB" && size == 1) || (chunk.type == "gAMA" && size == 4)
        || (chunk.type == "pHYs" && size == 9) || (chunk.type == "cHRM" && size == 32)
        || (chunk.type == "tRNS" && size > 0 && size <= 256);
}

bool isPalette(const Chunk &chunk)
{
    return chunk.data.size() >= 3 && chunk.data.size() <= 768 && chunk.data.size() % 3 == 0;
}

} // namespace

std::optional<QByteArray> cleaned(QByteArrayView file)
{
    if (file.size() > maxBytes || !file.startsWith(signature))
        return {};
    QByteArrayView rest = file.sliced(signature.size());
    const std::optional<Chunk> header = takeChunk(rest);
    if (!header || !isHeader(*header))
        return {};
    const char colourType = header->data[9];
    QByteArray clean = signature.toByteArray();
    clean.reserve(file.size());
    clean += header->whole;
    bool hasPalette = false;
    bool hasPixels = false;
    QByteArrayView last = header->type;
    while (const std::optional<Chunk> chunk = takeChunk(rest)) {
        const QByteArrayView before = std::exchange(last, chunk->type);
        if (chunk->type == "IEND") {
            if (!hasPixels || !chunk->data.isEmpty())
                return {};
            return clean += chunk->whole;
        }
        if (chunk->type == "IDAT") {
            // One run of them, behind the palette that it may need.
            if ((hasPixels && before != chunk->type) || (colourType == 3 && !hasPalette))
                return {};
            hasPixels = true;
        } else if (chunk->type == "PLTE") {
            if (std::exchange(hasPalette, true) || hasPixels || !isPalette(*chunk))
                return {};
        } else if (chunk->type[0] >= 'A' && chunk->type[0] <= 'Z') {
            return {}; // a picture can't be shown without it, and nobody knows it
        } else if (hasPixels || !isKept(*chunk)) {
            continue;
        }
        clean += chunk->whole;
    }
    return {};
}

} // namespace oriel::PngPicture
