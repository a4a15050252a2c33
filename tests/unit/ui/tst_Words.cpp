#include "ScriptedSession.h"
#include "ui/Words.h"

#include <QTest>

using namespace oriel;
using namespace std::chrono_literals;

class WordsTest : public QObject {
    Q_OBJECT

private slots:
    void namesAViewer();
    void cleansWhatTheBrowserSays();
    void countsDown_data();
    void countsDown();
    void wakesWhenTheWordsChange();
    void promisesWhatThePolicySays();
    void wrapsAFingerprint();
};

void WordsTest::namesAViewer()
{
    QCOMPARE(Words::viewer(ScriptedSession::phone()),
             QStringLiteral("192.168.1.7 with Firefox on Android"));
    QCOMPARE(Words::viewer({1, QStringLiteral("fe80::1"), {}, {}}), QStringLiteral("fe80::1"));
}

void WordsTest::cleansWhatTheBrowserSays()
{
    const ViewerInfo hostile{1,
                             QStringLiteral("10.0.0.1"),
                             QStringLiteral("<b>&Evil</b>\n\u202Exiferif") + QString(500, u'x'),
                             {}};
    const QString text = Words::viewer(hostile);
    for (const QChar bad : QStringView(u"<>&\n\u202E"))
        QVERIFY2(!text.contains(bad), qPrintable(text));
    QVERIFY(text.size() < 100);
}

void WordsTest::countsDown_data()
{
    QTest::addColumn<int>("seconds");
    QTest::addColumn<QString>("text");
    QTest::newRow("nothing") << 0 << QStringLiteral("0 second(s)");
    QTest::newRow("negative") << -5 << QStringLiteral("0 second(s)");
    QTest::newRow("one") << 1 << QStringLiteral("1 second(s)");
    QTest::newRow("a minute") << 60 << QStringLiteral("60 second(s)");
    QTest::newRow("over a minute") << 61 << QStringLiteral("2 minute(s)");
    QTest::newRow("two") << 120 << QStringLiteral("2 minute(s)");
    QTest::newRow("a quarter") << 900 << QStringLiteral("15 minute(s)");
    QTest::newRow("two hours") << 7200 << QStringLiteral("120 minute(s)");
    QTest::newRow("over two hours") << 7201 << QStringLiteral("3 hour(s)");
}

void WordsTest::countsDown()
{
    QFETCH(int, seconds);
    QTEST(Words::duration(std::chrono::seconds(seconds)), "text");
}

void WordsTest::wakesWhenTheWordsChange()
{
    for (const auto left : {1s, 59s, 60s, 61s, 119s, 120s, 121s, 900s, 7200s, 7201s, 90000s}) {
        const auto wait = Words::nextChange(left);
        QVERIFY(wait >= 1s);
        QVERIFY(Words::duration(left - wait) != Words::duration(left));
        if (wait > 1s)
            QCOMPARE(Words::duration(left - wait + 1s), Words::duration(left));
    }
    QCOMPARE(Words::nextChange(0s), 1s);
}

void WordsTest::promisesWhatThePolicySays()
{
    SessionPolicy policy;
    QStringList all;
    for (const bool viewOnly : {false, true}) {
        for (const bool consent : {false, true}) {
            policy.viewOnly = viewOnly;
            policy.consent = consent;
            const QString text = Words::promise(policy);
            QCOMPARE(text.contains(QStringLiteral("work on it")), !viewOnly);
            QCOMPARE(text.contains(QStringLiteral("allow")), consent);
            all.append(text);
        }
    }
    QCOMPARE(all.removeDuplicates(), 0);
}

void WordsTest::wrapsAFingerprint()
{
    const QStringList lines =
        Words::wrappedFingerprint(ScriptedSession::fingerprint).split(QLatin1Char('\n'));
    QCOMPARE(lines.size(), 4);
    for (const QString &line : lines)
        QCOMPARE(line, QStringLiteral("AB:CD:AB:CD:AB:CD:AB:CD"));
    QCOMPARE(Words::wrappedFingerprint({}), QString());
}

QTEST_GUILESS_MAIN(WordsTest)
#include "tst_Words.moc"
