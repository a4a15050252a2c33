#include "proxy/RfbFramer.h"

#include <QTest>

using namespace oriel;

class tst_RfbFramer : public QObject {
    Q_OBJECT

private:
    static QByteArrayList messages()
    {
        return {
            QByteArray(1, '\1'), // ClientInit
            QByteArray::fromHex("00000000201800010 0ff00ff00ff000810000000"),
            QByteArray::fromHex("0200000200000000fffffec4"), // Raw, ExtendedMouseButtons
            QByteArray::fromHex("03010000000004000300"),
            QByteArray::fromHex("0401000000000061"),
            QByteArray::fromHex("050100010002"),
            QByteArray::fromHex("05810001000203"),
            QByteArray::fromHex("0600000000000003616263"),
            QByteArray::fromHex("06000000fffffffc02000001"),
            QByteArray::fromHex("fb00040003000100000000000000000004000300 00000000"),
            QByteArray::fromHex("ff0000010000006100000020"),
            QByteArray::fromHex("96010000000004000300"),
            QByteArray::fromHex("f8000000000000010461626364"),
        };
    }

private slots:
    void cutsAnyhow_data()
    {
        QTest::addColumn<int>("step");
        for (const int step : {1, 2, 3, 7, 100})
            QTest::addRow("%d", step) << step;
    }

    void cutsAnyhow()
    {
        QFETCH(int, step);
        RfbFramer framer;
        const QByteArray stream = messages().join();
        QByteArrayList result;
        for (qsizetype at = 0; at < stream.size(); at += step) {
            framer.append(stream.mid(at, step));
            while (const auto message = framer.next())
                result.append(*message);
        }
        QCOMPARE(result, messages());
        QVERIFY(!framer.isInsideMessage());
        QCOMPARE(framer.error(), RfbFramer::Error::None);
    }

    void extraButtonByteOnlyWhereOffered()
    {
        RfbFramer framer;
        framer.append(QByteArray(1, '\1') + QByteArray::fromHex("058100010002"));
        framer.next();
        QCOMPARE(framer.next()->size(), 6);
    }

    void knowsWhenItIsInside()
    {
        RfbFramer framer;
        framer.append(QByteArray(1, '\1') + QByteArray::fromHex("0401"));
        framer.next();
        QVERIFY(!framer.next());
        QVERIFY(framer.isInsideMessage());
    }

    void refuses_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("error");
        const auto unknown = int(RfbFramer::Error::Unknown);
        const auto tooBig = int(RfbFramer::Error::TooBig);
        const QList<int> known{0, 2, 3, 4, 5, 6, 150, 248, 251, 255};
        for (int type = 0; type < 256; ++type) {
            if (!known.contains(type))
                QTest::addRow("type %d", type) << QByteArray(1, static_cast<char>(type)) << unknown;
        }
        QTest::newRow("QEMU audio") << QByteArray::fromHex("ff01") << unknown;
        QTest::newRow("fence") << QByteArray::fromHex("f800000000000000") + QByteArray(1, '\x41')
                               << tooBig;
        QTest::newRow("encodings") << QByteArray::fromHex("02000101") << tooBig;
        QTest::newRow("text") << QByteArray::fromHex("0600000000100001") << tooBig;
        QTest::newRow("extended text") << QByteArray::fromHex("06000000ffefffff") << tooBig;
        QTest::newRow("most negative") << QByteArray::fromHex("0600000080000000") << tooBig;
        QTest::newRow("no flags") << QByteArray::fromHex("06000000fffffffd")
                                  << int(RfbFramer::Error::Invalid);
    }

    void refuses()
    {
        QFETCH(QByteArray, bytes);
        RfbFramer framer;
        framer.append(QByteArray(1, '\1') + bytes);
        framer.next();
        QVERIFY(!framer.next());
        QTEST(int(framer.error()), "error");
    }
};

QTEST_GUILESS_MAIN(tst_RfbFramer)
#include "tst_RfbFramer.moc"
