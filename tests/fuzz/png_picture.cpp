// A picture for the clipboard. Input: a form, then a file as sent (0), or the types, sizes and
// bytes of chunks, of which a file with the right checksums is made.
#include "proxy/PngPicture.h"
#include "tests/fuzz/Fuzz.h"

#include <QtEndian>

#include <zlib.h>

using namespace oriel;

namespace {

/** Checksums are beyond a fuzzer's luck. */
QByteArray chunk(const QByteArray &type, const QByteArray &data)
{
    const QByteArray checked = type + data;
    QByteArray length(4, '\0');
    qToBigEndian(quint32(data.size()), length.data());
    QByteArray sum(4, '\0');
    qToBigEndian(quint32(crc32(0, reinterpret_cast<const Bytef *>(checked.constData()),
                               uInt(checked.size()))),
                 sum.data());
    return length + checked + sum;
}

QByteArray makeFile(quint8 form, QByteArray bytes)
{
    if (form == 0)
        return bytes;
    QByteArray file("\x89PNG\r\n\x1a\n", 8);
    while (bytes.size() > 4) {
        const QByteArray type = bytes.left(4);
        bytes.remove(0, 4);
        const quint8 size = fuzz::takeByte(bytes);
        file += chunk(type, bytes.left(size));
        bytes.remove(0, size);
    }
    return form == 1 ? file + chunk("IEND", {}) : file;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const quint8 *data, std::size_t size)
{
    QByteArray bytes = fuzz::toBytes(data, size);
    const quint8 form = fuzz::takeByte(bytes);
    const QByteArray file = makeFile(form, bytes);
    const auto cleaned = PngPicture::cleaned(file);
    if (!cleaned)
        return 0;
    fuzz::require(cleaned->size() <= file.size(), "nothing is added");
    const auto width = qFromBigEndian<quint32>(cleaned->constData() + 16);
    const auto height = qFromBigEndian<quint32>(cleaned->constData() + 20);
    fuzz::require(width > 0 && height > 0 && quint64(width) * height <= PngPicture::maxPixels,
                  "no picture is larger than it may be");
    fuzz::require(PngPicture::cleaned(*cleaned) == cleaned, "what is clean stays as it is");
    return 0;
}
