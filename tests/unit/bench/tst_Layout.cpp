#include "tests/bench/Barcode.h"
#include "tests/bench/Layout.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRect>
#include <QTest>

#include <cmath>

namespace oriel::bench {

namespace {

constexpr Extent screen{1920, 1080};

QRect codeAt(const Point &place) { return {place.x, place.y, Barcode::width, Barcode::height}; }

} // namespace

class TestLayout : public QObject {
    Q_OBJECT

private slots:
    void keepsCodesApartAndInside()
    {
        const QRect all(0, 0, screen.width, screen.height);
        const QRect key = codeAt(Layout::keyCode(screen));
        for (const auto placement :
             {CodePlacement::Screen, CodePlacement::Video, CodePlacement::Window}) {
            for (int frame = 0; frame < 2 * Layout::dragPeriod; ++frame) {
                const CodePlaces at = Layout::codes(placement, screen, frame);
                QVERIFY(all.contains(codeAt(at.first)) && all.contains(codeAt(at.last)));
                QVERIFY(!codeAt(at.first).intersects(codeAt(at.last)));
                QVERIFY(!codeAt(at.first).intersects(key) && !codeAt(at.last).intersects(key));
                QCOMPARE(Layout::codes(placement, screen, frame + Layout::period(placement)), at);
            }
        }
    }

    /** Neither a jump nor the key's barcode covered. */
    void dragsSmoothly()
    {
        const QRect key = codeAt(Layout::keyCode(screen));
        Point before = Layout::windowOrigin(screen, 0);
        for (int frame = 1; frame <= Layout::dragPeriod; ++frame) {
            const Point now = Layout::windowOrigin(screen, frame);
            QVERIFY(std::abs(now.x - before.x) <= 20 && std::abs(now.y - before.y) <= 20);
            QVERIFY(now != before);
            QVERIFY(
                !QRect(now.x, now.y, Layout::window.width, Layout::window.height).intersects(key));
            before = now;
        }
    }

    void isToldAsJson()
    {
        const auto object =
            QJsonDocument::fromJson(
                QByteArray::fromStdString(Layout::json(CodePlacement::Window, screen)))
                .object();
        const QJsonArray codes = object[QStringLiteral("codes")].toArray();
        QCOMPARE(codes.size(), Layout::dragPeriod);
        const CodePlaces at = Layout::codes(CodePlacement::Window, screen, 7);
        const QJsonArray expected{at.first.x, at.first.y, at.last.x, at.last.y};
        QCOMPARE(codes[7].toArray(), expected);
        const Point key = Layout::keyCode(screen);
        const QJsonArray expectedKey{key.x, key.y};
        QCOMPARE(object[QStringLiteral("key")].toArray(), expectedKey);
    }
};

} // namespace oriel::bench

QTEST_APPLESS_MAIN(oriel::bench::TestLayout)
#include "tst_Layout.moc"
