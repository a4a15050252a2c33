#include "session/OneTimePassword.h"

#include <QElapsedTimer>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace oriel;

class TestOneTimePassword : public QObject {
    Q_OBJECT

private slots:
    void isCrockfordBase32();
    void matchesAsPeopleType_data();
    void matchesAsPeopleType();
    void nullMatchesNothing();
    void comparesWhole();
    void takesAsLongWhereverTheyDiffer();
};

void TestOneTimePassword::isCrockfordBase32()
{
    const QRegularExpression form(QStringLiteral("^[0-9A-HJKMNP-TV-Z]{8}$"));
    QSet<QString> seen;
    QSet<QChar> symbols;
    for (int i = 0; i < 2000; ++i) {
        const QString text = OneTimePassword::generate().text();
        QVERIFY2(form.match(text).hasMatch(), qPrintable(text));
        seen.insert(text);
        for (const QChar c : text)
            symbols.insert(c);
    }
    QCOMPARE(seen.size(), 2000);
    QCOMPARE(symbols.size(), 32);
}

void TestOneTimePassword::matchesAsPeopleType_data()
{
    QTest::addColumn<QString>("changed");
    QTest::addColumn<bool>("right");
    // %1 the password, %2 its first and %3 its second half
    QTest::newRow("as made") << QStringLiteral("%1") << true;
    QTest::newRow("dash") << QStringLiteral("%2-%3") << true;
    QTest::newRow("blanks") << QStringLiteral(" %2 %3\n") << true;
    QTest::newRow("too long") << QStringLiteral("%10") << false;
    QTest::newRow("half") << QStringLiteral("%2") << false;
    QTest::newRow("empty") << QString() << false;
}

void TestOneTimePassword::matchesAsPeopleType()
{
    QFETCH(QString, changed);
    QFETCH(bool, right);
    const auto password = OneTimePassword::generate();
    QString typed = changed;
    typed.replace(QLatin1String("%1"), password.text());
    typed.replace(QLatin1String("%2"), password.text().left(4));
    typed.replace(QLatin1String("%3"), password.text().mid(4));
    QCOMPARE(password.matches(typed), right);
    QCOMPARE(password.matches(typed.toLower()), right);
    QString confused = typed;
    confused.replace(QLatin1Char('0'), QLatin1Char('o'))
        .replace(QLatin1Char('1'), QLatin1Char('l'));
    QCOMPARE(password.matches(confused), right);
    QCOMPARE(password.display(), QString(password.text().left(4) + u'-' + password.text().mid(4)));
}

void TestOneTimePassword::nullMatchesNothing()
{
    QVERIFY(!OneTimePassword().matches({}));
    QVERIFY(!OneTimePassword().matches(QStringLiteral("-")));
}

void TestOneTimePassword::comparesWhole()
{
    QVERIFY(constantTimeEquals("abcdefgh", "abcdefgh"));
    QVERIFY(!constantTimeEquals("abcdefgh", "abcdefgi"));
    QVERIFY(!constantTimeEquals("xbcdefgh", "abcdefgh"));
    QVERIFY(!constantTimeEquals("abcdefgh", "abcdefg"));
}

void TestOneTimePassword::takesAsLongWhereverTheyDiffer()
{
    // So long that leaving at the first difference would show a thousandfold.
    const QByteArray secret(256 * 1024, 'x');
    const QByteArray early = 'y' + secret.mid(1);
    const QByteArray late = secret.chopped(1) + 'y';
    const auto fastest = [&](const QByteArray &guess) {
        qint64 best = std::numeric_limits<qint64>::max();
        for (int i = 0; i < 50; ++i) {
            QElapsedTimer timer;
            timer.start();
            if (constantTimeEquals(secret, guess))
                return qint64(0);
            best = std::min(best, timer.nsecsElapsed());
        }
        return best;
    };
    QVERIFY(fastest(early) * 4 > fastest(late));
    QVERIFY(fastest(late) * 4 > fastest(early));
}

QTEST_APPLESS_MAIN(TestOneTimePassword)
#include "tst_OneTimePassword.moc"
