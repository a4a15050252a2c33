#include "app/PasswordFile.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace oriel;

class TestPasswordFile : public QObject {
    Q_OBJECT

private slots:
    void reads_data();
    void reads();
    void refusesWhatIsNoFile();
};

void TestPasswordFile::reads_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QByteArray>("password"); // empty: refused
    QTest::newRow("plain") << QByteArray("12345678") << QByteArray("12345678");
    QTest::newRow("line end") << QByteArray("12345678\n") << QByteArray("12345678");
    QTest::newRow("Windows line end") << QByteArray("12345678\r\n") << QByteArray("12345678");
    QTest::newRow("only one removed") << QByteArray("12345678\n\n") << QByteArray();
    QTest::newRow("blanks stay") << QByteArray(" 123456 ") << QByteArray(" 123456 ");
    QTest::newRow("7 characters") << QByteArray("1234567\n") << QByteArray();
    QTest::newRow("64 characters") << QByteArray(64, 'x') << QByteArray(64, 'x');
    QTest::newRow("65 characters") << QByteArray(65, 'x') << QByteArray();
    QTest::newRow("8 of 4 bytes") << QByteArray("🙂🙂🙂🙂🙂🙂🙂🙂")
                                  << QByteArray("🙂🙂🙂🙂🙂🙂🙂🙂");
    QTest::newRow("7 of 4 bytes") << QByteArray("🙂🙂🙂🙂🙂🙂🙂") << QByteArray();
    QTest::newRow("no UTF-8") << QByteArray("1234567\xff\xfe") << QByteArray();
    QTest::newRow("huge") << QByteArray(1'000'000, 'x') << QByteArray();
}

void TestPasswordFile::reads()
{
    QFETCH(QByteArray, content);
    QFETCH(QByteArray, password);
    const QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("password")));
    QVERIFY(file.open(QFile::WriteOnly, QFile::ReadOwner | QFile::WriteOwner));
    file.write(content);
    file.close();
    const auto result = PasswordFile::read(file.fileName());
    if (password.isEmpty()) {
        QVERIFY(std::holds_alternative<PasswordFile::Error>(result));
        QVERIFY(std::get<PasswordFile::Error>(result).message.contains(file.fileName()));
    } else {
        QCOMPARE(std::get<QByteArray>(result), password);
    }
}

void TestPasswordFile::refusesWhatIsNoFile()
{
    const QTemporaryDir folder;
    for (const QString &path : {folder.path(), folder.filePath(QStringLiteral("missing"))})
        QVERIFY(std::holds_alternative<PasswordFile::Error>(PasswordFile::read(path)));
}

QTEST_GUILESS_MAIN(TestPasswordFile)
#include "tst_PasswordFile.moc"
