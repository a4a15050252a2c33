#include "tests/bench/Barcode.h"

#include <QBuffer>
#include <QImage>
#include <QTest>

#include <random>

namespace oriel::bench {

namespace {

constexpr int margin = 20;

PixelCanvas canvasOf(QImage &image)
{
    return {image.bits(), image.width(), image.height(), image.bytesPerLine()};
}

/** Coloured noise, as unfriendly to a coder as can be. */
QImage noise(std::mt19937 &random, int width, int height)
{
    QImage image(width, height, QImage::Format_RGB32);
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x)
            image.setPixel(x, y, 0xff000000U | static_cast<std::uint32_t>(random()));
    }
    return image;
}

QImage throughJpeg(const QImage &image, int quality)
{
    QBuffer buffer;
    buffer.open(QIODevice::ReadWrite);
    if (!image.save(&buffer, "JPEG", quality))
        return {};
    return QImage::fromData(buffer.data(), "JPEG").convertToFormat(QImage::Format_RGB32);
}

} // namespace

class TestBarcode : public QObject {
    Q_OBJECT

private slots:
    void isReadBack()
    {
        QImage image(Barcode::width, Barcode::height, QImage::Format_RGB32);
        for (int number = 0; number <= 0xffff; ++number) {
            Barcode::write(canvasOf(image), 0, 0, BarcodeKind::Frame,
                           static_cast<std::uint16_t>(number));
            QCOMPARE(int{Barcode::read(canvasOf(image).view(), 0, 0, BarcodeKind::Frame).value()},
                     number);
        }
    }

    /** At any place in the coder's blocks, in the midst of noise. */
    void survivesJpeg()
    {
        std::mt19937 random(1);
        for (int i = 0; i < 64; ++i) {
            const int x = margin + i % 8;
            const int y = margin + i / 8;
            const auto number = static_cast<std::uint16_t>(random());
            QImage image = noise(random, Barcode::width + 3 * margin, Barcode::height + 3 * margin);
            Barcode::write(canvasOf(image), x, y, BarcodeKind::Frame, number);
            QImage coded = throughJpeg(image, 40);
            QVERIFY(!coded.isNull());
            QVERIFY(coded != image);
            QCOMPARE(Barcode::read(canvasOf(coded).view(), x, y, BarcodeKind::Frame), number);
        }
    }

    void isNotReadFromNoise()
    {
        std::mt19937 random(2);
        // Cells that are black or white by chance: all that is left to tell is the check bits.
        QImage image(Barcode::width, Barcode::height, QImage::Format_RGB32);
        for (int i = 0; i < 20000; ++i) {
            for (int y = 0; y < image.height(); y += Barcode::cell) {
                for (int x = 0; x < image.width(); x += Barcode::cell) {
                    const QRgb colour = random() % 2 == 0 ? 0xff000000U : 0xffffffffU;
                    for (int row = 0; row < Barcode::cell; ++row) {
                        auto *line = reinterpret_cast<QRgb *>(image.scanLine(y + row));
                        std::fill_n(line + x, Barcode::cell, colour);
                    }
                }
            }
            QVERIFY(!Barcode::read(canvasOf(image).view(), 0, 0, BarcodeKind::Frame));
        }
        QImage wide = noise(random, 600, 400);
        for (int y = 0; y < wide.height(); ++y) {
            for (int x = 0; x < wide.width(); ++x)
                QVERIFY(!Barcode::read(canvasOf(wide).view(), x, y, BarcodeKind::Frame));
        }
    }

    void isRefusedWithOneWrongCell()
    {
        QImage image(Barcode::width, Barcode::height, QImage::Format_RGB32);
        for (int wrong = 0; wrong < Barcode::columns * Barcode::rows; ++wrong) {
            Barcode::write(canvasOf(image), 0, 0, BarcodeKind::Key, 4711);
            const int left = wrong % Barcode::columns * Barcode::cell;
            const int top = wrong / Barcode::columns * Barcode::cell;
            for (int y = top; y < top + Barcode::cell; ++y) {
                for (int x = left; x < left + Barcode::cell; ++x)
                    image.setPixel(x, y, image.pixel(x, y) ^ 0xffffffU);
            }
            QVERIFY(!Barcode::read(canvasOf(image).view(), 0, 0, BarcodeKind::Key));
        }
    }

    void hasAKind()
    {
        QImage image(Barcode::width, Barcode::height, QImage::Format_RGB32);
        Barcode::write(canvasOf(image), 0, 0, BarcodeKind::Key, 7);
        QVERIFY(Barcode::read(canvasOf(image).view(), 0, 0, BarcodeKind::Key));
        QVERIFY(!Barcode::read(canvasOf(image).view(), 0, 0, BarcodeKind::Frame));
    }

    void isNotLookedForOutside()
    {
        QImage image(Barcode::width, Barcode::height, QImage::Format_RGB32);
        Barcode::write(canvasOf(image), 0, 0, BarcodeKind::Frame, 1);
        QVERIFY(!Barcode::read(canvasOf(image).view(), -1, 0, BarcodeKind::Frame));
        QVERIFY(!Barcode::read(canvasOf(image).view(), 1, 0, BarcodeKind::Frame));
        QVERIFY(!Barcode::read(canvasOf(image).view(), 0, 1, BarcodeKind::Frame));
    }
};

} // namespace oriel::bench

QTEST_APPLESS_MAIN(oriel::bench::TestBarcode)
#include "tst_Barcode.moc"
