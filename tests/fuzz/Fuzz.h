#pragma once

#include <QByteArray>
#include <QByteArrayList>

#include <cstdio>
#include <cstdlib>

/**
 * What the fuzz targets share. A target is one file with LLVMFuzzerTestOneInput, and seeds in
 * corpus/TARGET. libFuzzer calls it from one thread, again and again in one process: a target keeps
 * no state between two inputs.
 */
namespace oriel::fuzz {

/** A promise of the code under test; a broken one is a find. */
inline void require(bool kept, const char *promise)
{
    if (kept)
        return;
    std::fprintf(stderr, "broken promise: %s\n", promise);
    std::abort();
}

inline QByteArray toBytes(const quint8 *data, std::size_t size)
{
    return QByteArray(reinterpret_cast<const char *>(data), qsizetype(size));
}

/** Takes the first byte off, as a choice of the fuzzer's; 0 where there is none. */
inline quint8 takeByte(QByteArray &bytes)
{
    const quint8 first = bytes.isEmpty() ? quint8(0) : quint8(bytes.front());
    bytes.remove(0, 1);
    return first;
}

/** `bytes` as a network might deliver them: `seed` decides where they are cut. */
inline QByteArrayList inPieces(const QByteArray &bytes, quint8 seed)
{
    // Long inputs get longer pieces, or parsers that begin anew each time would take for ever.
    const qsizetype longest = qMax<qsizetype>(2, bytes.size() / 8);
    QByteArrayList pieces;
    quint32 random = seed;
    for (qsizetype at = 0; at < bytes.size(); at += pieces.constLast().size()) {
        random = random * 1664525 + 1013904223; // Numerical Recipes' generator: any would do
        pieces.append(bytes.mid(at, 1 + qsizetype(random >> 16) % longest));
    }
    return pieces;
}

} // namespace oriel::fuzz
