#include "vnc/I420Picture.h"
#include "vnc/YuvRows.h"

#include <QRandomGenerator>
#include <QTest>

#include <cmath>

using namespace oriel;

namespace {

struct Yuv {
    double y, u, v;
};

/** ITU-R BT.709, equations 3.2 to 3.4, as written there. */
Yuv exact(double red, double green, double blue)
{
    const double luma = (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255;
    return {16 + 219 * luma, 128 + 224 * (blue / 255 - luma) / 1.8556,
            128 + 224 * (red / 255 - luma) / 1.5748};
}

Framebuffer noise(QSize size)
{
    Framebuffer picture(size);
    QRandomGenerator random(7);
    for (int y = 0; y < size.height(); ++y) {
        for (int x = 0; x < size.width() * 4; ++x) {
            // All extremes too; and what is no colour must not count.
            const quint32 value = random.generate();
            picture.row(y)[x] = value & 0x100 ? std::uint8_t(value) : value & 0x200 ? 255 : 0;
        }
    }
    return picture;
}

} // namespace

/** The colours that encoders get, against the standard's arithmetic. */
class TestI420Picture : public QObject {
    Q_OBJECT

private slots:
    void isExactWithinOneLevel_data();
    void isExactWithinOneLevel();
    void knowsEveryGrey();
    void plainAndFastAgree();
};

void TestI420Picture::isExactWithinOneLevel_data()
{
    QTest::addColumn<QRect>("area");
    QTest::newRow("even") << QRect(6, 4, 128, 64);
    QTest::newRow("odd width") << QRect(3, 5, 131, 64);
    QTest::newRow("odd height") << QRect(0, 0, 64, 35);
    QTest::newRow("odd, up to the edge") << QRect(4, 4, 197, 97);
    QTest::newRow("narrow") << QRect(10, 10, 7, 90);
    QTest::newRow("one pixel") << QRect(200, 100, 1, 1);
}

void TestI420Picture::isExactWithinOneLevel()
{
    QFETCH(QRect, area);
    const Framebuffer picture = noise(QSize(201, 101));
    I420Picture converted(area.size());
    QCOMPARE(converted.size(),
             QSize(area.width() + area.width() % 2, area.height() + area.height() % 2));
    converted.load(picture, area);

    double worst = 0;
    const auto &[luma, blue, red] = converted.planes();
    for (int y = 0; y < converted.size().height(); y += 2) {
        for (int x = 0; x < converted.size().width(); x += 2) {
            double u = 0, v = 0;
            for (int i = 0; i < 4; ++i) {
                const int column = x + i % 2, row = y + i / 2;
                const std::uint8_t *pixel = picture.row(area.y() + std::min(row, area.height() - 1))
                    + (area.x() + std::min(column, area.width() - 1)) * 4;
                const Yuv wanted = exact(pixel[0], pixel[1], pixel[2]);
                worst = std::max(worst, std::abs(luma.data[row * luma.stride + column] - wanted.y));
                u += wanted.u / 4;
                v += wanted.v / 4;
            }
            const int at = y / 2 * blue.stride + x / 2;
            worst = std::max(worst, std::abs(blue.data[at] - u));
            worst = std::max(worst, std::abs(red.data[at] - v));
        }
    }
    QVERIFY2(worst < 0.6, qPrintable(QString::number(worst)));
}

void TestI420Picture::knowsEveryGrey()
{
    Framebuffer picture(QSize(32, 2));
    I420Picture converted(picture.size());
    for (int grey = 0; grey < 256; ++grey) {
        picture.fill(QRect(QPoint(), picture.size()), qRgb(grey, grey, grey));
        converted.load(picture, QRect(QPoint(), picture.size()));
        for (int x = 0; x < 32; ++x) {
            QCOMPARE(int(converted.planes()[0].data[x]), int(std::lround(16 + 219 * grey / 255.0)));
            QCOMPARE(int(converted.planes()[1].data[x / 2]), 128);
            QCOMPARE(int(converted.planes()[2].data[x / 2]), 128);
        }
    }
}

void TestI420Picture::plainAndFastAgree()
{
    constexpr int count = 1000;
    const Framebuffer picture = noise(QSize(count, 2));
    std::vector<std::uint8_t> fast(3 * count), plain(3 * count);
    const auto rows = [&picture](std::vector<std::uint8_t> &to) {
        return YuvRows{{picture.row(0), picture.row(1)},
                       {to.data(), to.data() + count},
                       to.data() + 2 * count,
                       to.data() + 2 * count + count / 2};
    };
    rows(fast).convert(count);
    rows(plain).convertPlainly(0, count);
    QVERIFY(fast == plain);
}

QTEST_APPLESS_MAIN(TestI420Picture)
#include "tst_I420Picture.moc"
