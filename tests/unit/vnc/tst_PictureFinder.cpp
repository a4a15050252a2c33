#include "vnc/JpegCoder.h"
#include "vnc/PictureCoder.h"
#include "vnc/PictureFinder.h"

#include <QImage>
#include <QTest>

#include <cmath>
#include <random>

using namespace oriel;

namespace {

/** A white page with some lines of text-like strokes, black, grey and blue. */
void drawText(Framebuffer &picture)
{
    std::mt19937 random(7);
    picture.fill(QRect(QPoint(), picture.size()), qRgb(255, 255, 255));
    for (int y = 4; y + 10 < picture.height(); y += 16) {
        for (int x = 4; x + 8 < picture.width(); x += 8) {
            const auto ink = random() % 3;
            const QRgb colour = ink == 0 ? qRgb(0, 0, 0)
                : ink == 1               ? qRgb(90, 90, 90)
                                         : qRgb(0, 0, 200);
            picture.fill(QRect(x, y, 1 + int(random() % 3), 10), colour);
            picture.fill(QRect(x, y + int(random() % 9), 6, 1), colour);
        }
    }
}

/** Smooth shapes and a little grain. */
void drawPhotograph(Framebuffer &picture, const QRect &area)
{
    std::mt19937 random(3);
    for (int y = area.top(); y <= area.bottom(); ++y) {
        for (int x = area.left(); x <= area.right(); ++x) {
            const double wave = std::sin(x / 23.0) + std::cos(y / 31.0) + std::sin((x + y) / 57.0);
            const auto grain = int(random() % 5);
            std::uint8_t *pixel = picture.row(y) + x * 4;
            pixel[0] = std::uint8_t(120 + 35 * wave + grain);
            pixel[1] = std::uint8_t(110 + 30 * wave + grain);
            pixel[2] = std::uint8_t(90 + 20 * wave + x % 7);
        }
    }
}

int areaOf(const QRegion &region)
{
    int area = 0;
    for (const QRect &rect : region)
        area += rect.width() * rect.height();
    return area;
}

} // namespace

class TestPictureFinder : public QObject {
    Q_OBJECT

private slots:
    void textIsNone()
    {
        Framebuffer picture(QSize(500, 300));
        drawText(picture);
        QVERIFY(PictureFinder::find(picture, QRect(0, 0, 500, 300)).isEmpty());
    }

    void flatAndRampAreNone()
    {
        Framebuffer picture(QSize(256, 256));
        QVERIFY(PictureFinder::find(picture, QRect(0, 0, 256, 256)).isEmpty());
        for (int y = 0; y < 256; ++y)
            picture.fill(QRect(0, y, 256, 1), qRgb(y, y, 255 - y));
        QVERIFY(PictureFinder::find(picture, QRect(0, 0, 256, 256)).isEmpty());
    }

    void aChequerboardIsNone()
    {
        Framebuffer picture(QSize(128, 128));
        for (int y = 0; y < 128; ++y)
            for (int x = y % 2; x < 128; x += 2)
                picture.fill(QRect(x, y, 1, 1), qRgb(200, 0, 0));
        QVERIFY(PictureFinder::find(picture, QRect(0, 0, 128, 128)).isEmpty());
    }

    void aPhotographInTextIsFoundWhole()
    {
        Framebuffer picture(QSize(1000, 700));
        drawText(picture);
        const QRect photograph(130, 90, 503, 401);
        drawPhotograph(picture, photograph);
        const QRegion found = PictureFinder::find(picture, QRect(0, 0, 1000, 700));
        const QRegion grown = photograph.adjusted(-32, -32, 32, 32);
        QVERIFY((found - grown).isEmpty());
        QVERIFY(areaOf(found & photograph) > 0.9 * areaOf(photograph));
        QCOMPARE(found.rectCount(), 1);
    }

    void theEdgeOfAFilmIsPicture()
    {
        Framebuffer picture(QSize(700, 500));
        const QRect film(44, 52, 340, 220);
        drawPhotograph(picture, film);
        QCOMPARE(PictureFinder::find(picture, film), QRegion(film));
    }

    void aThinStripOfAPhotographIsPicture()
    {
        Framebuffer picture(QSize(900, 500));
        drawPhotograph(picture, QRect(0, 0, 900, 500));
        picture.fill(QRect(0, 105, 900, 395), qRgb(240, 240, 240));
        const QRegion strip(20, 100, 800, 5);
        QCOMPARE(PictureFinder::find(picture, strip), strip);
        // Beside something else that has changed.
        QCOMPARE(PictureFinder::find(picture, strip + QRect(100, 105, 600, 9)), strip);
    }

    void staysWithinWhatIsAsked()
    {
        Framebuffer picture(QSize(700, 500));
        drawPhotograph(picture, QRect(0, 0, 700, 500));
        const QRegion asked = QRegion(10, 10, 200, 200) + QRegion(333, 77, 300, 211);
        const QRegion found = PictureFinder::find(picture, asked);
        QVERIFY((found - asked).isEmpty());
        QVERIFY(areaOf(found) > 0.95 * areaOf(asked));
    }

    void anIconIsLeftAlone()
    {
        Framebuffer picture(QSize(300, 300));
        drawText(picture);
        drawPhotograph(picture, QRect(64, 64, 40, 40));
        QVERIFY(PictureFinder::find(picture, QRect(0, 0, 300, 300)).isEmpty());
    }

    void oddestSizes()
    {
        for (const QSize size : {QSize(1, 1), QSize(33, 1), QSize(1, 500), QSize(65, 67)}) {
            Framebuffer picture(size);
            drawPhotograph(picture, QRect(QPoint(), size));
            const QRegion all = QRect(QPoint(), size);
            QVERIFY((PictureFinder::find(picture, all) - all).isEmpty());
        }
        QVERIFY(PictureFinder::find(Framebuffer(QSize(9, 9)), QRegion()).isEmpty());
    }

    void takesTheQualityThatALineAffords()
    {
        Framebuffer picture(QSize(400, 300));
        const QRegion area(QRect(0, 0, 400, 300));
        drawPhotograph(picture, QRect(0, 0, 400, 300));
        PictureCoder coder;
        const auto bytesAt = [&](int level) {
            return coder.encode(picture, area, level).value(0).data.size();
        };
        for (int i = 0; i < 30; ++i) { // it learns what pictures here take
            coder.forget(area);
            bytesAt(6);
        }
        const qsizetype usual = bytesAt(6);
        QCOMPARE(coder.affordableLevel(area, 6, 2 * usual), 6);
        QCOMPARE(coder.affordableLevel(area, 3, 2 * usual), 3);
        const int lower = coder.affordableLevel(area, 6, usual / 2);
        QVERIFY(lower < 6 && lower > PictureCoder::leastLevel);
        QVERIFY(bytesAt(lower) * 3 < usual * 2);
        QCOMPARE(coder.affordableLevel(area, 6, 1), int(PictureCoder::leastLevel));
        QCOMPARE(coder.affordableLevel(area, 0, 1), 0);
    }

    void jpegIsThePicture_data()
    {
        QTest::addColumn<JpegCoder::Chroma>("chroma");
        QTest::newRow("full") << JpegCoder::Chroma::Full;
        QTest::newRow("quarter") << JpegCoder::Chroma::Quarter;
    }

    void jpegIsThePicture()
    {
        QFETCH(const JpegCoder::Chroma, chroma);
        Framebuffer picture(QSize(300, 200));
        drawPhotograph(picture, QRect(0, 0, 300, 200));
        JpegCoder coder;
        const QRect area(31, 17, 201, 99);
        const QByteArray fine = coder.encode(picture, area, 92, chroma);
        const QByteArray coarse = coder.encode(picture, area, 30, chroma);
        QVERIFY(coarse.size() < fine.size());
        const QImage image =
            QImage::fromData(fine, "JPEG").convertToFormat(QImage::Format_RGBX8888);
        QCOMPARE(image.size(), area.size());
        double squares = 0;
        for (int y = 0; y < area.height(); ++y) {
            for (int x = 0; x < area.width(); ++x) {
                const std::uint8_t *wanted = picture.row(area.y() + y) + (area.x() + x) * 4;
                const uchar *seen = image.constScanLine(y) + x * 4;
                for (int channel = 0; channel < 3; ++channel)
                    squares += std::pow(int(wanted[channel]) - int(seen[channel]), 2);
            }
        }
        QVERIFY(squares / (area.width() * area.height() * 3) < 12); // better than 37 dB
    }
};

QTEST_APPLESS_MAIN(TestPictureFinder)
#include "tst_PictureFinder.moc"
