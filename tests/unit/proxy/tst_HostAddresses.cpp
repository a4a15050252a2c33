#include "proxy/HostAddresses.h"

#include <QTest>

using namespace oriel;

class tst_HostAddresses : public QObject {
    Q_OBJECT

private:
    static HostAddresses::Candidate at(const char *interface, const char *address,
                                       bool isDefault = false)
    {
        return {QString::fromLatin1(interface), QHostAddress(QString::fromLatin1(address)),
                isDefault};
    }
    static QStringList texts(const QList<QHostAddress> &addresses)
    {
        QStringList result;
        for (const QHostAddress &address : addresses)
            result.append(HostAddresses::text(address));
        return result;
    }
    const QList<HostAddresses::Candidate> laptop{at("lo", "127.0.0.1"),
                                                 at("lo", "::1"),
                                                 at("docker0", "172.17.0.1"),
                                                 at("tun0", "10.8.0.2"),
                                                 at("eth1", "10.1.1.5"),
                                                 at("wlan0", "fe80::1%wlan0", true),
                                                 at("wlan0", "2001:db8::5", true),
                                                 at("wlan0", "192.168.1.5", true)};

private slots:
    void ranks()
    {
        const QStringList expected{QStringLiteral("192.168.1.5"), QStringLiteral("2001:db8::5"),
                                   QStringLiteral("10.1.1.5"), QStringLiteral("172.17.0.1"),
                                   QStringLiteral("10.8.0.2")};
        QCOMPARE(texts(HostAddresses::rank(laptop)), expected);
    }

    void tunnelWithTheDefaultRoute()
    {
        const auto ranked =
            HostAddresses::rank({at("tun0", "10.8.0.2", true), at("eth0", "192.168.1.5")});
        QCOMPARE(texts(ranked).first(), QStringLiteral("192.168.1.5"));
    }

    void lastResorts()
    {
        QCOMPARE(texts(HostAddresses::rank({at("lo", "127.0.0.1"), at("eth0", "169.254.1.2")})),
                 QStringList{QStringLiteral("169.254.1.2")});
        QCOMPARE(texts(HostAddresses::rank({at("lo", "127.0.0.1")})),
                 QStringList{QStringLiteral("127.0.0.1")});
    }

    void listening()
    {
        const auto reachable = [&](const char *address) {
            return texts(HostAddresses::reachable(QString::fromLatin1(address), laptop));
        };
        QCOMPARE(reachable("").size(), 5);
        QCOMPARE(reachable("127.0.0.1"), QStringList{QStringLiteral("127.0.0.1")});
        QCOMPARE(reachable("0.0.0.0").size(), 4);
        QCOMPARE(reachable("::"), QStringList{QStringLiteral("2001:db8::5")});
    }

    void thisMachine()
    {
        QVERIFY(!HostAddresses::reachable({}, HostAddresses::enumerate()).isEmpty());
    }
};

QTEST_GUILESS_MAIN(tst_HostAddresses)
#include "tst_HostAddresses.moc"
