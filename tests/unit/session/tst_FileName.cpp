#include "session/FileName.h"

#include <QTest>

using namespace oriel;

class tst_FileName : public QObject {
    Q_OBJECT

private slots:
    void sanitised_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("sanitised");
        const auto row = [](const char *what, const QString &name, const QString &expected) {
            QTest::newRow(what) << name << expected;
        };
        const QString marks(120, QChar(0x323));
        row("plain", QStringLiteral("photo.png"), QStringLiteral("photo.png"));
        row("words", QStringLiteral("Bericht “ü” (neu).pdf"),
            QStringLiteral("Bericht “ü” (neu).pdf"));
        row("emoji", QStringLiteral("👍🏽.txt"), QStringLiteral("👍🏽.txt"));
        row("path", QStringLiteral("../../etc/passwd"), QStringLiteral("passwd"));
        row("Windows' path", QStringLiteral("C:\\Users\\x\\a.txt"), QStringLiteral("a.txt"));
        row("hidden", QStringLiteral(".bashrc"), QStringLiteral("bashrc"));
        row("dots", QStringLiteral("...a..."), QStringLiteral("a"));
        row("only dots", QStringLiteral(".."), QStringLiteral("file"));
        row("nothing", QString(), QStringLiteral("file"));
        row("a folder", QStringLiteral("a/"), QStringLiteral("file"));
        row("spaces", QStringLiteral("  a \t b . "), QStringLiteral("a b"));
        row("control characters", QStringLiteral("a\n\x7f\x1b[31mb"), QStringLiteral("a[31mb"));
        row("direction", QStringLiteral("a\u202egpj.exe"), QStringLiteral("agpj.exe"));
        row("no width", QStringLiteral("a\u200b\ufeff\u2060b"), QStringLiteral("ab"));
        row("invisible letters", QStringLiteral("\u3164\u115f\u1160\uffa0"),
            QStringLiteral("file"));
        row("half a surrogate", QStringLiteral("a") + QChar(0xd800) + QStringLiteral("b"),
            QStringLiteral("a\ufffdb"));
        row("Windows' characters", QStringLiteral("a<b>c:d\"e|f?g*h"), QStringLiteral("abcdefgh"));
        row("a device", QStringLiteral("con"), QStringLiteral("_con"));
        row("a device's file", QStringLiteral("NUL.txt"), QStringLiteral("_NUL.txt"));
        row("a numbered device", QStringLiteral("Com1 .log"), QStringLiteral("_Com1 .log"));
        row("no device", QStringLiteral("console.log"), QStringLiteral("console.log"));
        row("composed", QStringLiteral("u\u0308"), QStringLiteral("ü"));
        row("long", QString(300, QLatin1Char('a')) + QStringLiteral(".jpeg"),
            QString(194, QLatin1Char('a')) + QStringLiteral(".jpeg"));
        row("long extension", QStringLiteral("a.") + QString(300, QLatin1Char('b')),
            QStringLiteral("a.") + QString(197, QLatin1Char('b')));
        row("whole characters", QStringLiteral("漢").repeated(100),
            QStringLiteral("漢").repeated(66));
        row("whole graphemes", QStringLiteral("👍🏽").repeated(40),
            QStringLiteral("👍🏽").repeated(24));
        row("hidden by a cut", QStringLiteral("x") + marks + QStringLiteral(".bashrc"),
            QStringLiteral("file.bashrc"));
        row("a device by a cut", QStringLiteral("CONa") + marks + QStringLiteral(".txt"),
            QStringLiteral("_CON.txt"));
    }

    void sanitised()
    {
        QFETCH(QString, name);
        QTEST(FileName::sanitised(name), "sanitised");
        const QString once = FileName::sanitised(name);
        QCOMPARE(FileName::sanitised(once), once);
        QVERIFY(once.toUtf8().size() <= FileName::maxBytes);
    }

    void numbered()
    {
        const auto second = [](const char *name) {
            return FileName::numbered(QString::fromUtf8(name), 2);
        };
        QCOMPARE(second("photo.png"), QStringLiteral("photo (2).png"));
        QCOMPARE(second("photo"), QStringLiteral("photo (2)"));
        QCOMPARE(second("archive.tar.gz"), QStringLiteral("archive (2).tar.gz"));
        QCOMPARE(second("v1.2 of it.txt"), QStringLiteral("v1.2 of it (2).txt"));
        QCOMPARE(second("a sentence. And some more words"),
                 QStringLiteral("a sentence. And some more words (2)"));
    }
};

QTEST_GUILESS_MAIN(tst_FileName)
#include "tst_FileName.moc"
