#include "session/SourceAddress.h"

#include <QTest>

using namespace oriel;

class TestSourceAddress : public QObject {
    Q_OBJECT

private slots:
    void networks_data()
    {
        QTest::addColumn<QString>("address");
        QTest::addColumn<QString>("source");
        const auto row = [](const char *address, const char *source) {
            QTest::newRow(address) << QString::fromLatin1(address) << QString::fromLatin1(source);
        };
        row("192.0.2.1", "192.0.2.1");
        row("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64");
        row("2001:db8:1:2::", "2001:db8:1:2::/64");
        row("2001:db8:1:2::6", "2001:db8:1:2::/64");
        row("2001:db8::6", "2001:db8:0:0::/64");
        row("2001:db8::3:4:5:6", "2001:db8:0:0::/64");
        row("2001:db8::2:3:4:5:6", "2001:db8:0:2::/64");
        row("::2:3:4:5:6:7", "0:0:2:3::/64");
        row("::1", "0:0:0:0::/64");
        row("::", "0:0:0:0::/64");
        row("64:ff9b::192.0.2.1", "64:ff9b:0:0::/64");
        row("", "");
        row("unknown", "unknown");
    }

    void networks()
    {
        QFETCH(const QString, address);
        QFETCH(const QString, source);
        QCOMPARE(sourceOf(address), source);
    }
};

QTEST_APPLESS_MAIN(TestSourceAddress)
#include "tst_SourceAddress.moc"
