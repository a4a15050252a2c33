#include "vnc/AnnexB.h"

namespace oriel::AnnexB {

namespace {

/** Where the next start code is, from `from` on; the stream's end if there is none. */
qsizetype nextStart(QByteArrayView stream, qsizetype from)
{
    const qsizetype ones = stream.indexOf(QByteArrayView("\0\0\1", 3), from);
    if (ones < 0)
        return stream.size();
    // The longer form of four bytes.
    return ones > from && stream[ones - 1] == 0 ? ones - 1 : ones;
}

} // namespace

QList<Unit> units(QByteArrayView stream)
{
    QList<Unit> result;
    for (qsizetype at = 0; at < stream.size();) {
        if (nextStart(stream, at) != at)
            return {};
        const qsizetype header = at + (stream[at + 2] == 1 ? 3 : 4);
        if (header >= stream.size())
            return {};
        const qsizetype next = nextStart(stream, header);
        result.append({stream[header] & 0x1F, stream.sliced(at, next - at)});
        at = next;
    }
    return result;
}

} // namespace oriel::AnnexB
