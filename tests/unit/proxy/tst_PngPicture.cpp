#include "proxy/PngPicture.h"

#include <QTest>
#include <QtEndian>

#include <zlib.h>

using namespace oriel;

namespace {

QByteArray number(quint32 value)
{
    QByteArray bytes(4, '\0');
    qToBigEndian(value, bytes.data());
    return bytes;
}

QByteArray chunk(const QByteArray &type, const QByteArray &data = {})
{
    const QByteArray checked = type + data;
    const uLong crc = crc32(0, reinterpret_cast<const Bytef *>(checked.constData()),
                            static_cast<uInt>(checked.size()));
    return number(static_cast<quint32>(data.size())) + checked + number(static_cast<quint32>(crc));
}

QByteArray header(quint32 width, quint32 height, char depth = 8, char colourType = 2,
                  const QByteArray &rest = QByteArray(3, '\0'))
{
    return chunk("IHDR", number(width) + number(height) + depth + colourType + rest);
}

const QByteArray signature("\x89PNG\r\n\x1a\n");
const QByteArray pixels = chunk("IDAT", "whatever these are");
const QByteArray end = chunk("IEND");

/** A file with these chunks between its signature and its end. */
QByteArray file(const QByteArray &chunks) { return signature + chunks + end; }

} // namespace

class tst_PngPicture : public QObject {
    Q_OBJECT

private slots:
    void keepsWhatIsShown()
    {
        const QByteArray plain = file(header(3, 2) + chunk("sRGB", QByteArray(1, '\0'))
                                      + chunk("gAMA", number(45455)) + pixels + pixels);
        QVERIFY(PngPicture::cleaned(plain) == plain);
        const QByteArray indexed = file(header(3, 2, 4, 3) + chunk("PLTE", QByteArray(9, 'x'))
                                        + chunk("tRNS", "abc") + pixels);
        QVERIFY(PngPicture::cleaned(indexed) == indexed);
    }

    void dropsTheRest()
    {
        const QByteArray plain = file(header(3, 2) + pixels);
        const QByteArray talkative =
            file(header(3, 2) + chunk("tEXt", QByteArray("Author\0me", 9))
                 + chunk("iCCP", QByteArray("p\0\0", 3) + qCompress(QByteArray(100000, 'x')))
                 + chunk("gAMA", "too long for one") + chunk("acTL", QByteArray(8, '\1')) + pixels
                 + chunk("eXIf", "where it was taken"))
            + "and something behind the end";
        QVERIFY(PngPicture::cleaned(talkative) == plain);
    }

    void refuses_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        const QByteArray head = header(3, 2);
        QByteArray damaged = file(head + pixels);
        damaged[damaged.indexOf("whatever")] = 'W';
        const QByteArray palette = chunk("PLTE", QByteArray(9, 'x'));
        const QByteArray whole = file(head + pixels);
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("a JPEG") << QByteArray("\xff\xd8\xff\xe0 and so on");
        QTest::newRow("the signature alone") << signature;
        QTest::newRow("no header") << file(pixels);
        QTest::newRow("two headers") << file(head + head + pixels);
        QTest::newRow("no pixels") << file(head);
        QTest::newRow("no end") << signature + head + pixels;
        QTest::newRow("an end with something in it")
            << signature + head + pixels + chunk("IEND", "x");
        QTest::newRow("half a chunk") << whole.chopped(2);
        QTest::newRow("a wrong checksum") << damaged;
        QTest::newRow("a length beyond the file")
            << signature + head + number(0xffffffff) + "IDAT" + QByteArray(64, 'x');
        QTest::newRow("pixels in two places") << file(head + pixels + chunk("tEXt", "x") + pixels);
        QTest::newRow("a palette behind the pixels") << file(header(3, 2, 8, 3) + pixels + palette);
        QTest::newRow("no palette where one is needed") << file(header(3, 2, 8, 3) + pixels);
        QTest::newRow("an odd palette")
            << file(header(3, 2, 8, 3) + chunk("PLTE", QByteArray(8, 'x')) + pixels);
        QTest::newRow("something unknown that is needed") << file(head + chunk("ABCD") + pixels);
        QTest::newRow("no width") << file(header(0, 2) + pixels);
        QTest::newRow("a depth that is none") << file(header(3, 2, 3, 2) + pixels);
        QTest::newRow("a depth of another colour type") << file(header(3, 2, 4, 2) + pixels);
        QTest::newRow("an unknown colour type") << file(header(3, 2, 8, 5) + pixels);
        QTest::newRow("an unknown interlace")
            << file(header(3, 2, 8, 2, QByteArray("\0\0\2", 3)) + pixels);
    }
    void refuses()
    {
        QFETCH(QByteArray, bytes);
        QVERIFY(!PngPicture::cleaned(bytes));
    }

    void bombsAreRefused()
    {
        QVERIFY(PngPicture::cleaned(file(header(8000, 5000) + pixels)));
        QVERIFY(!PngPicture::cleaned(file(header(8001, 5000) + pixels)));
        QVERIFY(PngPicture::cleaned(file(header(PngPicture::maxSide, 1) + pixels)));
        QVERIFY(!PngPicture::cleaned(file(header(PngPicture::maxSide + 1, 1) + pixels)));
        QVERIFY(!PngPicture::cleaned(file(header(0xffffffff, 0xffffffff) + pixels)));
    }

    void tooLarge()
    {
        const QByteArray head = signature + header(3, 2);
        const qsizetype room = PngPicture::maxBytes - head.size() - end.size() - 12;
        const QByteArray largest = head + chunk("IDAT", QByteArray(room, 'x')) + end;
        QCOMPARE(largest.size(), PngPicture::maxBytes);
        QVERIFY(PngPicture::cleaned(largest) == largest);
        const QByteArray larger = head + chunk("IDAT", QByteArray(room + 1, 'x')) + end;
        QVERIFY(!PngPicture::cleaned(larger));
    }
};

QTEST_GUILESS_MAIN(tst_PngPicture)
#include "tst_PngPicture.moc"
