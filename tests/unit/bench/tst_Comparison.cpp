#include "tests/bench/client/Comparison.h"

#include <QTemporaryDir>
#include <QTest>

namespace oriel::bench {

namespace {

RgbImage grey(int width, int height)
{
    return {width, height,
            std::vector<std::uint8_t>(static_cast<std::size_t>(width * height * 3), 100)};
}

} // namespace

class TestComparison : public QObject {
    Q_OBJECT

private slots:
    void saysWhatIsEqual()
    {
        QCOMPARE(Comparison::json(grey(10, 10), grey(10, 10), {0, 0, 10, 10}),
                 std::string(R"({"psnr":null,"exact":1.000000,"lumaPsnr":null})"));
    }

    void measuresTheDifference()
    {
        RgbImage other = grey(10, 10);
        other.bytes[0] = 110; // red of the first pixel
        // 10 log10(255² · 300 / 100) and 10 log10(255² · 100 / 2.99²)
        QCOMPARE(Comparison::json(grey(10, 10), other, {0, 0, 10, 10}),
                 std::string(R"({"psnr":52.90,"exact":0.990000,"lumaPsnr":58.62})"));
        QCOMPARE(Comparison::json(grey(10, 10), other, {1, 0, 9, 10}),
                 std::string(R"({"psnr":null,"exact":1.000000,"lumaPsnr":null})"));
    }

    void refusesWhatCannotBeCompared()
    {
        QVERIFY_THROWS_EXCEPTION(std::runtime_error,
                                 Comparison::json(grey(10, 10), grey(10, 11), {0, 0, 10, 10}));
        QVERIFY_THROWS_EXCEPTION(std::runtime_error,
                                 Comparison::json(grey(10, 10), grey(10, 10), {5, 0, 6, 10}));
    }

    void readsWhatWasWritten()
    {
        const QTemporaryDir folder;
        const std::string file = folder.filePath(QStringLiteral("a.ppm")).toStdString();
        const std::vector<std::uint8_t> pixels{1, 2, 3, 0, 4, 5, 6, 0};
        Ppm::write(file, {pixels.data(), 2, 1, 8}, PixelOrder::Bgrx);
        const RgbImage image = Ppm::read(file);
        QCOMPARE(image.width, 2);
        QCOMPARE(image.height, 1);
        QCOMPARE(image.bytes, (std::vector<std::uint8_t>{3, 2, 1, 6, 5, 4}));
        QCOMPARE(Comparison::ofFiles({file, file, "--rect", "1,0,1,1"}),
                 std::string(R"({"psnr":null,"exact":1.000000,"lumaPsnr":null})"));
        QVERIFY_THROWS_EXCEPTION(std::runtime_error,
                                 Comparison::ofFiles({file, file, "--rect", "1,0,1"}));
    }
};

} // namespace oriel::bench

QTEST_APPLESS_MAIN(oriel::bench::TestComparison)
#include "tst_Comparison.moc"
