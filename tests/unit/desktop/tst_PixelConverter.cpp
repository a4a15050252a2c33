#include "desktop/x11/PixelConverter.h"

#include <QByteArray>
#include <QtTest>

using namespace oriel;

namespace {

QByteArray converted(const PixelLayout &layout, const QByteArray &from, QSize size)
{
    const auto converter = PixelConverter::forLayout(layout);
    const auto rowBytes = std::size_t(from.size() / size.height());
    QByteArray to(qsizetype(size.width()) * size.height() * 4, '\x77');
    if (converter) {
        converter->convert(reinterpret_cast<const std::uint8_t *>(from.constData()), rowBytes,
                           reinterpret_cast<std::uint8_t *>(to.data()),
                           std::size_t(size.width()) * 4, size);
    }
    return to;
}

} // namespace

class tst_PixelConverter : public QObject {
    Q_OBJECT

private slots:
    void usualPixels_data();
    void usualPixels();
    void otherLayouts_data();
    void otherLayouts();
    void refusesOthers();
    void leavesTheRestOfTheRow();
    void speed();
};

void tst_PixelConverter::usualPixels_data()
{
    QTest::addColumn<int>("width");
    for (const int width : {1, 3, 4, 7, 8, 9, 31, 33, 640})
        QTest::addRow("%d", width) << width;
}

void tst_PixelConverter::usualPixels()
{
    QFETCH(int, width);
    QByteArray from;
    QByteArray expected;
    for (int i = 0; i < width * 2; ++i) {
        const char bgrx[] = {char(i), char(i * 3), char(i * 7), char(0xee)};
        const char rgbx[] = {char(i * 7), char(i * 3), char(i), char(0)};
        from.append(bgrx, 4);
        expected.append(rgbx, 4);
    }
    QCOMPARE(converted({}, from, QSize(width, 2)), expected);
}

void tst_PixelConverter::otherLayouts_data()
{
    QTest::addColumn<int>("bits");
    QTest::addColumn<bool>("bigEndian");
    QTest::addColumn<quint32>("red");
    QTest::addColumn<quint32>("green");
    QTest::addColumn<quint32>("blue");
    QTest::addColumn<QByteArray>("pixel");
    QTest::addColumn<QByteArray>("expected");
    const auto bytes = [](const char *hex) { return QByteArray::fromHex(hex); };
    QTest::newRow("RGBX") << 32 << false << 0xffU << 0xff00U << 0xff0000U << bytes("11223399")
                          << bytes("11223300");
    QTest::newRow("XRGB") << 32 << true << 0xff0000U << 0xff00U << 0xffU << bytes("99112233")
                          << bytes("11223300");
    QTest::newRow("565 red") << 16 << false << 0xf800U << 0x7e0U << 0x1fU << bytes("00f8")
                             << bytes("ff000000");
    QTest::newRow("565 green") << 16 << false << 0xf800U << 0x7e0U << 0x1fU << bytes("e007")
                               << bytes("00ff0000");
    QTest::newRow("565 big endian")
        << 16 << true << 0xf800U << 0x7e0U << 0x1fU << bytes("001f") << bytes("0000ff00");
    QTest::newRow("565 middle") << 16 << false << 0xf800U << 0x7e0U << 0x1fU << bytes("1084")
                                << bytes("84828400");
    QTest::newRow("30 bits") << 32 << false << 0x3ff00000U << 0xffc00U << 0x3ffU
                             << bytes("000cf03f") << bytes("ff010000");
}

void tst_PixelConverter::otherLayouts()
{
    QFETCH(int, bits);
    QFETCH(bool, bigEndian);
    QFETCH(quint32, red);
    QFETCH(quint32, green);
    QFETCH(quint32, blue);
    QFETCH(QByteArray, pixel);
    QFETCH(QByteArray, expected);
    QCOMPARE(converted({bits, bigEndian, red, green, blue}, pixel + pixel, QSize(2, 1)),
             expected + expected);
}

void tst_PixelConverter::refusesOthers()
{
    QVERIFY(!PixelConverter::forLayout({8, false, 0xe0, 0x1c, 0x3}));
    QVERIFY(!PixelConverter::forLayout({32, false, 0, 0, 0}));
    QVERIFY(!PixelConverter::forLayout({32, false, 0xff00ff, 0xff00, 0xff}));
    QVERIFY(PixelConverter::forLayout({32, false, 0xff000000, 0xff00, 0xff}));
}

void tst_PixelConverter::leavesTheRestOfTheRow()
{
    const QByteArray from(64, '\x11');
    QByteArray to(128, '\x22');
    PixelConverter::forLayout({})->convert(reinterpret_cast<const std::uint8_t *>(from.constData()),
                                           32, reinterpret_cast<std::uint8_t *>(to.data()), 64,
                                           QSize(8, 2));
    QCOMPARE(to.mid(32, 32), QByteArray(32, '\x22'));
    QCOMPARE(to.mid(96, 32), QByteArray(32, '\x22'));
}

void tst_PixelConverter::speed()
{
    constexpr QSize size(1920, 1080);
    const QByteArray from(qsizetype(size.width()) * size.height() * 4, '\x11');
    QByteArray to(from.size(), '\x22');
    const auto converter = PixelConverter::forLayout({});
    QBENCHMARK
    {
        converter->convert(
            reinterpret_cast<const std::uint8_t *>(from.constData()), std::size_t(size.width()) * 4,
            reinterpret_cast<std::uint8_t *>(to.data()), std::size_t(size.width()) * 4, size);
    }
}

QTEST_GUILESS_MAIN(tst_PixelConverter)
#include "tst_PixelConverter.moc"
