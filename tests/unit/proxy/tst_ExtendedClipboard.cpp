#include "proxy/ExtendedClipboard.h"

#include <QTest>
#include <QtEndian>

#include <zlib.h>

using namespace oriel;

class tst_ExtendedClipboard : public QObject {
    Q_OBJECT

private:
    /** A Provide as a client may make it: declared size and text as given. */
    static QByteArray provide(quint32 declared, const QByteArray &text, bool finish = true,
                              quint32 formats = 1)
    {
        QByteArray plain(4, '\0');
        qToBigEndian(declared, plain.data());
        plain += text;
        z_stream stream{};
        deflateInit(&stream, Z_DEFAULT_COMPRESSION);
        QByteArray packed(plain.size() + 1000, '\0');
        stream.next_in = reinterpret_cast<Bytef *>(plain.data());
        stream.avail_in = static_cast<uInt>(plain.size());
        stream.next_out = reinterpret_cast<Bytef *>(packed.data());
        stream.avail_out = static_cast<uInt>(packed.size());
        deflate(&stream, finish ? Z_FINISH : Z_SYNC_FLUSH);
        packed.chop(stream.avail_out);
        deflateEnd(&stream);
        QByteArray flags(4, '\0');
        qToBigEndian((1U << 28) | formats, flags.data());
        return flags + packed;
    }

    static void accepted(const QByteArray &payload, const QByteArray &text)
    {
        const auto message = ExtendedClipboard::check(payload);
        QVERIFY(message);
        QCOMPARE(message->payload, text.isEmpty() ? text : ExtendedClipboard::makeProvide(text));
    }

private slots:
    void text()
    {
        const QByteArray plain("gr\xc3\xbc\xc3\x9f\0", 7);
        accepted(provide(7, plain), plain);
        accepted(provide(7, plain, false), plain);
        accepted(provide(6, plain.left(6)), plain); // the NUL is added
        accepted(provide(0, {}), {});
        accepted(provide(1, QByteArray(1, '\0')), {});
    }

    void declaredAgainstCarried()
    {
        QVERIFY(!ExtendedClipboard::check(provide(60000, "short")));
        QVERIFY(!ExtendedClipboard::check(provide(3, "longer")));
        QVERIFY(!ExtendedClipboard::check(provide(0xffffffff, "short")));
        QVERIFY(!ExtendedClipboard::check(provide(5, "short").chopped(6)));
        QVERIFY(!ExtendedClipboard::check(QByteArray::fromHex("10000001") + "no zlib"));
        QVERIFY(!ExtendedClipboard::check(QByteArray::fromHex("10000001")));
    }

    void bombsAreDropped()
    {
        accepted(provide(100 * 1024 * 1024, QByteArray(100 * 1024 * 1024, 'a')), {});
        const QByteArray most(1024 * 1024 - 1, 'a');
        accepted(provide(quint32(most.size()), most), most + '\0');
    }

    void otherFormatsAreCutOff()
    {
        const QByteArray html = QByteArray::fromHex("00000002") + "<>";
        accepted(provide(3, QByteArray("ab\0", 3) + html, true, 5), QByteArray("ab\0", 3));
        accepted(provide(2, "<>", true, 4), {}); // no text in it
    }

    void capabilities()
    {
        QVERIFY(ExtendedClipboard::check(QByteArray::fromHex("1f00000100000000")));
        QVERIFY(!ExtendedClipboard::check(QByteArray::fromHex("1f000001")));
        QVERIFY(!ExtendedClipboard::check(QByteArray::fromHex("1f0000030000000000")));
    }

    void unknownActions()
    {
        QVERIFY(!ExtendedClipboard::check(QByteArray::fromHex("00000001")));
        QVERIFY(!ExtendedClipboard::check(QByteArray::fromHex("0200000100")));
        QVERIFY(!ExtendedClipboard::check(QByteArray::fromHex("020000")));
    }
};

QTEST_GUILESS_MAIN(tst_ExtendedClipboard)
#include "tst_ExtendedClipboard.moc"
