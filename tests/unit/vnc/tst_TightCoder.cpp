#include "RectDecoder.h"
#include "vnc/LosslessCoder.h"
#include "vnc/RfbTypes.h"

#include <QRandomGenerator>
#include <QTest>

using namespace oriel;

namespace {

constexpr QSize size(700, 300);

/** `colours` of them, here and there; 0: any. */
Framebuffer painted(quint32 colours)
{
    QRandomGenerator random(7);
    Framebuffer picture(size);
    for (int y = 0; y < size.height(); ++y) {
        for (int x = 0; x < size.width(); ++x) {
            const quint32 value = colours ? random.bounded(colours) * 0x010307U : random.generate();
            picture.fill(QRect(x, y, 1, 1), qRgb(value & 255, value >> 8 & 255, value >> 16 & 255));
        }
    }
    return picture;
}

quint32 colourAt(const Framebuffer &picture, int x, int y)
{
    const std::uint8_t *pixel = picture.row(y) + x * Framebuffer::bytesPerPixel;
    return quint32(pixel[0] | pixel[1] << 8 | pixel[2] << 16);
}

/** How many pixels of what was coded are not those of the picture. */
int wrongPixels(RectDecoder &decoder, const Framebuffer &picture, const rfb::CodedRect &rect)
{
    int right = 0;
    decoder.decode(rect.data, rect.place, rect.encoding, [&](int x, int y, quint32 pixel) {
        right += (pixel & 0xFFFFFF) == colourAt(picture, x, y);
    });
    return rect.place.width() * rect.place.height() - right;
}

} // namespace

/** Tight without loss and without history, made once for several clients. */
class TestTightCoder : public QObject {
    Q_OBJECT

private slots:
    void isExact_data()
    {
        QTest::addColumn<quint32>("colours");
        QTest::addColumn<QRect>("rect");
        const std::pair<const char *, quint32> kinds[] = {
            {"one colour", 1}, {"two", 2}, {"three", 3}, {"256", 256}, {"257", 257}, {"any", 0}};
        const QRect rects[] = {{0, 0, 1, 1},     {5, 7, 3, 1},     {11, 3, 17, 9},
                               {0, 0, 512, 128}, {699, 299, 1, 1}, {1, 0, 699, 300}};
        for (const auto &[name, colours] : kinds) {
            for (const QRect &rect : rects)
                QTest::addRow("%s, %dx%d", name, rect.width(), rect.height()) << colours << rect;
        }
    }

    void isExact()
    {
        QFETCH(const quint32, colours);
        QFETCH(const QRect, rect);
        const Framebuffer picture = painted(colours);
        TightCoder coder;
        RectDecoder decoder;
        // The second time the decoder's stream has a past.
        for (int i = 0; i < 2; ++i) {
            const rfb::CodedRect coded{rect, rfb::Encoding::tight, coder.encode(picture, rect)};
            QCOMPARE(wrongPixels(decoder, picture, coded), 0);
        }
    }

    void flatAreasTakeNothing()
    {
        Framebuffer picture(size);
        picture.fill(QRect(QPoint(), size), qRgb(1, 2, 3));
        QCOMPARE(TightCoder().encode(picture, QRect(QPoint(), size)),
                 QByteArray("\x80\x01\x02\x03"));
    }

    void isCodedOnce()
    {
        Framebuffer picture = painted(5);
        LosslessCoder coder;
        const QRegion area = QRegion(3, 4, 600, 200) + QRegion(100, 250, 90, 30);
        const auto first = coder.encode(picture, area);
        const auto second = coder.encode(picture, area);
        QVERIFY(first && second && !first->isEmpty());
        QCOMPARE(first->size(), second->size());
        QRegion covered;
        for (qsizetype i = 0; i < first->size(); ++i) {
            QVERIFY(first->at(i).data.constData() == second->at(i).data.constData());
            QVERIFY(!covered.intersects(first->at(i).place));
            covered += first->at(i).place;
        }
        QCOMPARE(covered, area);
    }

    void isCodedAnewWhereItChanged()
    {
        Framebuffer picture = painted(5);
        LosslessCoder coder;
        const QRegion area(0, 0, 700, 300);
        const auto before = coder.encode(picture, area);
        picture.fill(QRect(10, 10, 4, 4), qRgb(9, 9, 9));
        coder.forget(QRect(10, 10, 4, 4));
        const auto after = coder.encode(picture, area);
        QVERIFY(before && after);
        QCOMPARE(before->size(), after->size());
        RectDecoder decoder;
        int anew = 0;
        for (qsizetype i = 0; i < after->size(); ++i) {
            QCOMPARE(wrongPixels(decoder, picture, after->at(i)), 0);
            anew += before->at(i).data.constData() != after->at(i).data.constData();
        }
        QCOMPARE(anew, 1);
    }
};

QTEST_APPLESS_MAIN(TestTightCoder)
#include "tst_TightCoder.moc"
