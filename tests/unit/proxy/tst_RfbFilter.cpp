#include "proxy/ExtendedClipboard.h"
#include "proxy/RfbFilter.h"

#include <QTest>
#include <QtEndian>

using namespace oriel;

class tst_RfbFilter : public QObject {
    Q_OBJECT

private:
    static QByteArray extended(const QByteArray &payload)
    {
        QByteArray head = QByteArray::fromHex("0600000000000000");
        qToBigEndian(static_cast<qint32>(-payload.size()), head.data() + 4);
        return head + payload;
    }

private slots:
    void rights_data()
    {
        QTest::addColumn<QByteArray>("message");
        QTest::addColumn<bool>("needsControl");
        QTest::addColumn<bool>("needsClipboard");
        QTest::addColumn<bool>("activity");
        QTest::newRow("encodings")
            << QByteArray::fromHex("0200000100000000") << false << false << false;
        QTest::newRow("request") << QByteArray::fromHex("03010000000004000300") << false << false
                                 << false;
        QTest::newRow("key") << QByteArray::fromHex("0401000000000061") << true << false << true;
        QTest::newRow("QEMU key") << QByteArray::fromHex("ff0000010000006100000020") << true
                                  << false << true;
        QTest::newRow("pointer") << QByteArray::fromHex("050100010002") << true << false << true;
        QTest::newRow("resize") << QByteArray::fromHex("fb00040003000000") << true << false
                                << false;
        QTest::newRow("text") << QByteArray::fromHex("0600000000000003616263") << false << true
                              << true;
        QTest::newRow("notify") << extended(QByteArray::fromHex("08000001")) << false << true
                                << true;
        QTest::newRow("caps") << extended(QByteArray::fromHex("1f00000100000000")) << false << true
                              << false;
        QTest::newRow("request text")
            << extended(QByteArray::fromHex("02000001")) << false << true << false;
    }

    void questions_data()
    {
        QTest::addColumn<QByteArray>("message");
        QTest::addColumn<bool>("question");
        const auto row = [](const char *name, const char *hex, bool question) {
            QTest::newRow(name) << QByteArray::fromHex(hex) << question;
        };
        row("encodings", "0200000100000000", true);
        row("true colours", "00000000201800010 0ff00ff00ff000810000000", false);
        row("a colour map", "00000000080800000 0ff00ff00ff000810000000", true);
        row("request", "03010000000004000300", false);
        row("key", "0401000000000061", false);
        row("pointer", "050100010002", false);
        row("text", "0600000000000003616263", false);
        row("extended text", "06000000fffffffc02000001", true);
        row("continuous updates", "96010000000004000300", false);
        row("no more of them", "96000000000004000300", true);
        row("a fence", "f80000008000000000", true);
        row("an answer to one", "f80000000000000000", false);
        row("resize", "fb00040003000000", false);
    }

    void questions()
    {
        QFETCH(QByteArray, message);
        QTEST(RfbFilter::isQuestion(message), "question");
    }

    void rights()
    {
        QFETCH(QByteArray, message);
        QFETCH(bool, needsControl);
        QFETCH(bool, needsClipboard);
        QFETCH(bool, activity);
        for (const bool control : {false, true}) {
            for (const bool clipboard : {false, true}) {
                const auto result = RfbFilter({control, clipboard}).pass(message);
                QVERIFY(result.isValid);
                QCOMPARE(result.isActivity, activity);
                const bool allowed = (control || !needsControl) && (clipboard || !needsClipboard);
                QCOMPARE(result.forward, allowed ? message : QByteArray());
            }
        }
    }

    void wideButtonsAreRewritten()
    {
        const auto result = RfbFilter({}).pass(QByteArray::fromHex("05850102030402"));
        QCOMPARE(result.forward, QByteArray::fromHex("f0050201020304"));
    }

    void provideIsPackedAnew()
    {
        const QByteArray provide = ExtendedClipboard::makeProvide(QByteArray("text\0", 5));
        QCOMPARE(RfbFilter({}).pass(extended(provide)).forward, extended(provide));
        QVERIFY(!RfbFilter({}).pass(extended(provide.left(8))).isValid);
    }

    void pixelFormats_data()
    {
        QTest::addColumn<QByteArray>("format");
        QTest::addColumn<bool>("valid");
        QTest::newRow("noVNC") << QByteArray::fromHex("2018000100ff00ff00ff000810000000") << true;
        QTest::newRow("565") << QByteArray::fromHex("10100001001f003f001f0b0500000000") << true;
        QTest::newRow("colour map")
            << QByteArray::fromHex("08080000000000000000000000000000") << true;
        QTest::newRow("24 bits") << QByteArray::fromHex("1818000100ff00ff00ff000810000000")
                                 << false;
        QTest::newRow("shift") << QByteArray::fromHex("2018000100ff00ff00ff200810000000") << false;
        QTest::newRow("beyond") << QByteArray::fromHex("2018000100ff00ff00ff190810000000") << false;
        QTest::newRow("no red") << QByteArray::fromHex("20180001000000ff00ff000810000000") << false;
    }

    void pixelFormats()
    {
        QFETCH(QByteArray, format);
        QTEST(RfbFilter({}).pass(QByteArray(4, '\0') + format).isValid, "valid");
    }
};

QTEST_GUILESS_MAIN(tst_RfbFilter)
#include "tst_RfbFilter.moc"
