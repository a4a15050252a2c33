#include "OneByteReader.h"

#include "tests/bench/client/CopyRectDecoder.h"
#include "tests/bench/client/JpegDecoder.h"
#include "tests/bench/client/TightDecoder.h"

#include <QTest>

#include <turbojpeg.h>
#include <zlib.h>

#include <algorithm>
#include <cstdlib>
#include <random>

namespace oriel::bench {

namespace {

using Bytes = std::vector<std::uint8_t>;

/** R, G, B without gaps. */
Bytes pixelsOf(Framebuffer &framebuffer, const Rect &rect)
{
    Bytes result;
    for (int y = rect.y; y < rect.y + rect.height; ++y) {
        for (int x = rect.x; x < rect.x + rect.width; ++x)
            result.insert(result.end(), framebuffer.at(x, y), framebuffer.at(x, y) + 3);
    }
    return result;
}

Bytes randomBytes(std::size_t size, unsigned int seed)
{
    std::mt19937 random(seed);
    Bytes result(size);
    std::generate(result.begin(), result.end(),
                  [&] { return static_cast<std::uint8_t>(random()); });
    return result;
}

/** A zlib stream that goes on from call to call. */
class Deflater {
public:
    Deflater() { deflateInit(&m_stream, Z_DEFAULT_COMPRESSION); }
    ~Deflater() { deflateEnd(&m_stream); }
    Q_DISABLE_COPY_MOVE(Deflater)

    /** With its length before it, as Tight wants it. */
    Bytes tight(const Bytes &data)
    {
        Bytes output(data.size() * 2 + 64);
        m_stream.next_in = const_cast<std::uint8_t *>(data.data());
        m_stream.avail_in = static_cast<uInt>(data.size());
        m_stream.next_out = output.data();
        m_stream.avail_out = static_cast<uInt>(output.size());
        deflate(&m_stream, Z_SYNC_FLUSH);
        output.resize(output.size() - m_stream.avail_out);
        const auto size = output.size();
        const Bytes length{static_cast<std::uint8_t>(size | 0x80),
                           static_cast<std::uint8_t>(size >> 7 | 0x80),
                           static_cast<std::uint8_t>(size >> 14)};
        output.insert(output.begin(), length.begin(), length.end());
        return output;
    }

private:
    z_stream m_stream{};
};

Bytes joined(Bytes first, const Bytes &second)
{
    first.insert(first.end(), second.begin(), second.end());
    return first;
}

void decode(Decoder &decoder, const Bytes &bytes, const Rect &rect, Framebuffer &framebuffer)
{
    OneByteReader source(bytes);
    decoder.decode(source.reader(), rect, framebuffer);
    if (!source.isUsedUp())
        throw std::runtime_error("bytes are left over");
}

Bytes jpegOf(const Bytes &rgb, int width, int height)
{
    tjhandle handle = tjInitCompress();
    unsigned char *data = nullptr;
    unsigned long size = 0;
    tjCompress2(handle, rgb.data(), width, 0, height, TJPF_RGB, &data, &size, TJSAMP_444, 90, 0);
    Bytes result(data, data + size);
    tjFree(data);
    tjDestroy(handle);
    return result;
}

/** Without its quantisation and Huffman tables. */
Bytes withoutTables(const Bytes &jpeg)
{
    Bytes result{jpeg[0], jpeg[1]};
    for (std::size_t at = 2; at < jpeg.size();) {
        const std::uint8_t type = jpeg[at + 1];
        const std::size_t size = type == 0xda
            ? jpeg.size() - at
            : static_cast<std::size_t>(jpeg[at + 2] << 8 | jpeg[at + 3]) + 2;
        if (type != 0xdb && type != 0xc4)
            result.insert(result.end(), jpeg.begin() + at, jpeg.begin() + at + size);
        at += size;
    }
    return result;
}

} // namespace

class TestDecoders : public QObject {
    Q_OBJECT

private slots:
    void copyRectCopiesOverItself()
    {
        for (const int way : {-3, 3}) {
            const Rect from{10, 10, 20, 15};
            const Rect to{10 + way, 10 + way, 20, 15};
            Framebuffer framebuffer(50, 40);
            framebuffer.putRgb({0, 0, 50, 40}, randomBytes(50 * 40 * 3, 1).data());
            const Bytes expected = pixelsOf(framebuffer, from);
            CopyRectDecoder decoder;
            decode(decoder, {0, 10, 0, 10}, to, framebuffer);
            QCOMPARE(pixelsOf(framebuffer, to), expected);
        }
    }

    void copyRectStaysInside()
    {
        Framebuffer framebuffer(50, 40);
        CopyRectDecoder decoder;
        QVERIFY_THROWS_EXCEPTION(std::runtime_error,
                                 decode(decoder, {0, 31, 0, 10}, {0, 0, 20, 15}, framebuffer));
    }

    void tightGradientFilter()
    {
        const Rect rect{3, 2, 17, 11};
        const Bytes pixels = randomBytes(17 * 11 * 3, 2);
        const auto at = [&](int x, int y, int channel) {
            return x < 0 || y < 0
                ? 0
                : int{pixels[static_cast<std::size_t>((y * 17 + x) * 3 + channel)]};
        };
        Bytes differences;
        for (int y = 0; y < rect.height; ++y) {
            for (int x = 0; x < rect.width; ++x) {
                for (int c = 0; c < 3; ++c) {
                    const int foretold =
                        std::clamp(at(x - 1, y, c) + at(x, y - 1, c) - at(x - 1, y - 1, c), 0, 255);
                    differences.push_back(static_cast<std::uint8_t>(at(x, y, c) - foretold));
                }
            }
        }
        Framebuffer framebuffer(30, 20);
        TightDecoder decoder;
        decode(decoder, joined({0x60, 2}, Deflater().tight(differences)), rect, framebuffer);
        QCOMPARE(pixelsOf(framebuffer, rect), pixels);
    }

    void tightStreamsGoOnUntilTheyAreReset()
    {
        const Rect rect{0, 0, 8, 8};
        const Bytes pixels = randomBytes(8 * 8 * 3, 3);
        Framebuffer framebuffer(8, 8);
        TightDecoder decoder;
        Deflater first;
        decode(decoder, joined({0x20}, first.tight(pixels)), rect, framebuffer);
        // The second time it refers to the first: shorter, and only this stream knows it.
        const Bytes again = first.tight(pixels);
        QVERIFY(again.size() < 30);
        decode(decoder, joined({0x20}, again), rect, framebuffer);
        QCOMPARE(pixelsOf(framebuffer, rect), pixels);
        // A new stream of the server is understood only with the reset of number 2.
        decode(decoder, joined({0x24}, Deflater().tight(pixels)), rect, framebuffer);
        QCOMPARE(pixelsOf(framebuffer, rect), pixels);
        QVERIFY_THROWS_EXCEPTION(
            std::runtime_error,
            decode(decoder, joined({0x20}, Deflater().tight(pixels)), rect, framebuffer));
    }

    void tightPalettes()
    {
        Framebuffer framebuffer(16, 16);
        TightDecoder decoder;
        // Two colours, a bit each; 2 bytes a row are fewer than 12 in all: not compressed.
        decode(decoder, {0x40, 1, 1, 1, 2, 3, 7, 8, 9, 0x80, 0x40, 0x00, 0x80}, {0, 0, 10, 2},
               framebuffer);
        QCOMPARE(pixelsOf(framebuffer, {0, 0, 2, 1}), (Bytes{7, 8, 9, 1, 2, 3}));
        QCOMPARE(pixelsOf(framebuffer, {9, 0, 1, 2}), (Bytes{7, 8, 9, 1, 2, 3}));
        // Three colours, a byte each.
        const Bytes three{0x40, 1, 2, 1, 1, 1, 2, 2, 2, 3, 3, 3};
        decode(decoder, joined(three, {2, 0, 1}), {0, 0, 3, 1}, framebuffer);
        QCOMPARE(pixelsOf(framebuffer, {0, 0, 3, 1}), (Bytes{3, 3, 3, 1, 1, 1, 2, 2, 2}));
        QVERIFY_THROWS_EXCEPTION(
            std::runtime_error,
            decode(decoder, joined(three, {2, 3, 1}), {0, 0, 3, 1}, framebuffer));
    }

    void jpegWithAndWithoutTables()
    {
        constexpr int side = 32;
        Bytes pixels;
        for (int i = 0; i < side * side; ++i) {
            const auto shade = static_cast<std::uint8_t>(i % side * 4 + i / side * 3);
            pixels.insert(pixels.end(), {shade, static_cast<std::uint8_t>(255 - shade), 80});
        }
        const Bytes whole = jpegOf(pixels, side, side);
        const Bytes bare = withoutTables(whole);
        QVERIFY(bare.size() + 100 < whole.size());
        Framebuffer framebuffer(100, 100);
        JpegDecoder decoder;
        decode(decoder, whole, {10, 10, side, side}, framebuffer);
        decode(decoder, bare, {50, 60, side, side}, framebuffer);
        const Bytes first = pixelsOf(framebuffer, {10, 10, side, side});
        for (std::size_t i = 0; i < first.size(); ++i)
            QVERIFY(std::abs(first[i] - pixels[i]) < 12);
        QCOMPARE(pixelsOf(framebuffer, {50, 60, side, side}), first);
        QVERIFY_THROWS_EXCEPTION(std::runtime_error,
                                 decode(decoder, whole, {0, 0, side, side - 1}, framebuffer));
    }
};

} // namespace oriel::bench

QTEST_APPLESS_MAIN(oriel::bench::TestDecoders)
#include "tst_Decoders.moc"
