#include "vnc/AnnexB.h"

#include <QTest>

using namespace oriel;

/** Cutting H.264 into units as noVNC does. */
class TestAnnexB : public QObject {
    Q_OBJECT

private slots:
    void findsUnits_data();
    void findsUnits();
};

void TestAnnexB::findsUnits_data()
{
    QTest::addColumn<QByteArray>("stream");
    QTest::addColumn<QList<int>>("types");
    QTest::addColumn<QList<int>>("sizes");
    const auto row = [](const char *name, const char *hex, const QList<int> &types,
                        const QList<int> &sizes) {
        QTest::newRow(name) << QByteArray::fromHex(hex) << types << sizes;
    };
    row("nothing", "", {}, {});
    row("one", "000001 65aabb", {5}, {6});
    row("longer start code", "00000001 41aabb", {1}, {7});
    row("several", "00000001 6742 000001 68ce 00000001 6588", {7, 8, 5}, {6, 5, 6});
    row("a zero in front belongs to the next", "000001 6711 00 000001 68", {7, 8}, {5, 5});
    row("zeros inside", "000001 410000030000", {1}, {9});
    row("no start code", "6742000001 68", {}, {});
    row("too many zeros in front", "0000000001 68", {}, {});
    row("only a start code", "000001", {}, {});
    row("cut off", "000001 41aa 000001", {}, {});
    row("short", "0000", {}, {});
}

void TestAnnexB::findsUnits()
{
    QFETCH(QByteArray, stream);
    QFETCH(QList<int>, types);
    QFETCH(QList<int>, sizes);
    QList<int> foundTypes, foundSizes;
    QByteArray joined;
    for (const AnnexB::Unit &unit : AnnexB::units(stream)) {
        foundTypes.append(unit.type);
        foundSizes.append(int(unit.bytes.size()));
        joined.append(unit.bytes);
    }
    QCOMPARE(foundTypes, types);
    QCOMPARE(foundSizes, sizes);
    if (!types.isEmpty())
        QCOMPARE(joined, stream);
}

QTEST_APPLESS_MAIN(TestAnnexB)
#include "tst_AnnexB.moc"
