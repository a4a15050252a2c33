#include "proxy/Descriptors.h"

#include <QTest>

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace oriel;

class tst_Descriptors : public QObject {
    Q_OBJECT

private:
    rlimit m_before{};

    static bool limitTo(rlim_t count)
    {
        rlimit limit{};
        getrlimit(RLIMIT_NOFILE, &limit);
        limit.rlim_cur = count;
        return setrlimit(RLIMIT_NOFILE, &limit) == 0;
    }

private slots:
    void init() { QCOMPARE(getrlimit(RLIMIT_NOFILE, &m_before), 0); }
    void cleanup() { setrlimit(RLIMIT_NOFILE, &m_before); }

    void connectionsLeaveTheLowNumbers()
    {
        QVERIFY(limitTo(1024));
        int pair[2];
        QCOMPARE(socketpair(AF_UNIX, SOCK_STREAM, 0, pair), 0);
        QVERIFY(pair[0] < Descriptors::firstOfConnections);
        const int moved = Descriptors::moveUp(pair[0]);
        QVERIFY(moved >= Descriptors::firstOfConnections);
        QVERIFY(fcntl(moved, F_GETFD) & FD_CLOEXEC);
        QCOMPARE(fcntl(pair[0], F_GETFD), -1); // free again
        QCOMPARE(write(pair[1], "x", 1), 1);
        char byte = 0;
        QCOMPARE(read(moved, &byte, 1), 1);
        close(moved);
        close(pair[1]);
    }

    void whereTheSystemAllowsNoneTheyStay()
    {
        QVERIFY(limitTo(256));
        int pair[2];
        QCOMPARE(socketpair(AF_UNIX, SOCK_STREAM, 0, pair), 0);
        QCOMPARE(Descriptors::moveUp(pair[0]), pair[0]);
        close(pair[0]);
        close(pair[1]);
    }

    void roomIsLeftForTheRest()
    {
        QVERIFY(limitTo(1024));
        QCOMPARE(Descriptors::room(2000), 512);
        QVERIFY(limitTo(256));
        QCOMPARE(Descriptors::room(2000), 128);
        if (m_before.rlim_max == RLIM_INFINITY || m_before.rlim_max >= 4096) {
            QVERIFY(limitTo(4096));
            QCOMPARE(Descriptors::room(2000), 2000);
        }
    }
};

QTEST_GUILESS_MAIN(tst_Descriptors)
#include "tst_Descriptors.moc"
