#include "desktop/x11/ChangeFinder.h"

#include <QtTest>

using namespace oriel;

class tst_ChangeFinder : public QObject {
    Q_OBJECT

private slots:
    void findsNothingInEqualPictures();
    void findsTheTileOfOnePixel();
};

void tst_ChangeFinder::findsNothingInEqualPictures()
{
    Framebuffer shown({100, 70});
    ChangeFinder changes;
    changes.scratch(shown.size());
    QVERIFY(changes.apply(shown).isEmpty());
}

void tst_ChangeFinder::findsTheTileOfOnePixel()
{
    Framebuffer shown({100, 70});
    ChangeFinder changes;
    changes.scratch(shown.size()).row(69)[99 * 4] = 5;
    QCOMPARE(changes.apply(shown), QRegion(64, 64, 36, 6));
    QCOMPARE(shown.row(69)[99 * 4], 5);
    QVERIFY(changes.apply(shown).isEmpty());
}

QTEST_GUILESS_MAIN(tst_ChangeFinder)
#include "tst_ChangeFinder.moc"
