#include "proxy/RefusalLog.h"

#include <QTest>

using namespace oriel;
using namespace std::chrono_literals;

namespace {

QStringList said;

void listen(QtMsgType, const QMessageLogContext &, const QString &message) { said.append(message); }

} // namespace

class TestRefusalLog : public QObject {
    Q_OBJECT

private slots:
    void aFloodIsCounted()
    {
        const QtMessageHandler before = qInstallMessageHandler(listen);
        RefusalLog log;
        for (int i = 0; i < 1000; ++i)
            log.note(QStringLiteral("stranger"), 5s);
        log.note(QStringLiteral("last"), 64'999ms);
        log.note(QStringLiteral("next"), 65s);
        log.note(QStringLiteral("later"), 1h);
        qInstallMessageHandler(before);
        QStringList expected(10, QStringLiteral("stranger"));
        expected << QStringLiteral("991 more refusals in that minute") << QStringLiteral("next")
                 << QStringLiteral("later");
        QCOMPARE(said, expected);
    }
};

QTEST_APPLESS_MAIN(TestRefusalLog)
#include "tst_RefusalLog.moc"
