#include "app/ProcessSecrecy.h"

#include <QTest>

#include <sys/prctl.h>

using namespace oriel;

class TestProcessSecrecy : public QObject {
    Q_OBJECT

private slots:
    void noDumpWhileOn()
    {
        ProcessSecrecy::set(true);
        QCOMPARE(::prctl(PR_GET_DUMPABLE, 0, 0, 0, 0), ProcessSecrecy::isPossible() ? 0 : 1);
        ProcessSecrecy::set(false);
        QCOMPARE(::prctl(PR_GET_DUMPABLE, 0, 0, 0, 0), 1);
    }
};

QTEST_GUILESS_MAIN(TestProcessSecrecy)
#include "tst_ProcessSecrecy.moc"
