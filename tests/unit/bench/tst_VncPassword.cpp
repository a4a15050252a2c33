#include "tests/bench/client/VncPassword.h"

#include "proxy/VncAuthentication.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

namespace oriel::bench {

class TestVncPassword : public QObject {
    Q_OBJECT

private slots:
    void answersAsTheServerExpects()
    {
        for (const QByteArray password : {"", "a", "K7QM3XWP", "longer than eight"}) {
            const QByteArray challenge = VncAuthentication::makeChallenge();
            QCOMPARE(QByteArray::fromStdString(
                         VncPassword::response(challenge.toStdString(), password.toStdString())),
                     VncAuthentication::response(challenge, password));
        }
    }

    void isReadFromFiles_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QByteArray>("password");
        QTest::newRow("text") << QByteArray("secret\nrest") << QByteArray("secret");
        QTest::newRow("text of eight") << QByteArray("K7QM3XWP") << QByteArray("K7QM3XWP");
        // What vncpasswd writes for "password", alone and with one for viewers behind it.
        QTest::newRow("hidden") << QByteArray::fromHex("dbd83cfd727a1458")
                                << QByteArray("password");
        QTest::newRow("two hidden")
            << QByteArray::fromHex("dbd83cfd727a1458dbd83cfd727a1458") << QByteArray("password");
    }

    void isReadFromFiles()
    {
        QFETCH(QByteArray, content);
        const QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("passwd")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
        file.close();
        QTEST(QByteArray::fromStdString(VncPassword::fromFile(file.fileName().toStdString())),
              "password");
    }

    void needsAFile()
    {
        QVERIFY_THROWS_EXCEPTION(std::runtime_error, VncPassword::fromFile("/nonexistent"));
    }
};

} // namespace oriel::bench

QTEST_APPLESS_MAIN(oriel::bench::TestVncPassword)
#include "tst_VncPassword.moc"
