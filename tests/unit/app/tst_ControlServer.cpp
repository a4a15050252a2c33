#include "app/ControlServer.h"
#include "app/ControlSocket.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QLocalSocket>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace oriel;

class TestControlServer : public QObject {
    Q_OBJECT

private slots:
    void init();
    void answersOneRequest();
    void isPrivateAndGoesAway();
    void letsNoSecondOneIn();
    void takesOverADeadSocket();
    void survivesGarbage();
    void keepsItsFolderPrivate();

private:
    QByteArray ask(const QByteArray &bytes);

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
};

void TestControlServer::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_path = m_folder->filePath(QStringLiteral("oriel/tray.sock"));
    QVERIFY(QDir(m_folder->path()).mkdir(QStringLiteral("oriel")));
}

QByteArray TestControlServer::ask(const QByteArray &bytes)
{
    QLocalSocket socket;
    QSignalSpy gone(&socket, &QLocalSocket::disconnected);
    socket.connectToServer(m_path);
    socket.write(bytes);
    return socket.state() != QLocalSocket::UnconnectedState && gone.wait(8000) ? socket.readAll()
                                                                               : QByteArray();
}

void TestControlServer::answersOneRequest()
{
    ControlServer server([](const QJsonObject &request) {
        return QJsonObject{{QLatin1String("echo"), request.value(QLatin1String("do"))}};
    });
    QVERIFY(server.listen(m_path));
    QCOMPARE(ask("{\"do\":\"status\"}\n"), QByteArray("{\"echo\":\"status\"}\n"));
    QCOMPARE(ask("no json\n"), QByteArray("{}\n"));
}

void TestControlServer::isPrivateAndGoesAway()
{
    {
        ControlServer server([](const QJsonObject &) { return QJsonObject(); });
        QVERIFY(server.listen(m_path));
        const auto mode = QFileInfo(m_path).permissions();
        QCOMPARE(mode & ~QFile::Permissions(QFile::ReadUser | QFile::WriteUser | QFile::ExeUser),
                 QFile::Permissions(QFile::ReadOwner | QFile::WriteOwner));
    }
    QVERIFY(!QFileInfo::exists(QFileInfo(m_path).path()));
}

void TestControlServer::letsNoSecondOneIn()
{
    ControlServer first([](const QJsonObject &) { return QJsonObject(); });
    ControlServer second([](const QJsonObject &) { return QJsonObject(); });
    QVERIFY(first.listen(m_path));
    QVERIFY(!second.listen(m_path));
    QCOMPARE(ask("{}\n"), QByteArray("{}\n"));
}

void TestControlServer::takesOverADeadSocket()
{
    QFile dead(m_path);
    QVERIFY(dead.open(QFile::WriteOnly));
    dead.close();
    ControlServer server([](const QJsonObject &) { return QJsonObject(); });
    QVERIFY(server.listen(m_path));
    QCOMPARE(ask("{}\n"), QByteArray("{}\n"));
}

void TestControlServer::survivesGarbage()
{
    ControlServer server([](const QJsonObject &) { return QJsonObject(); });
    QVERIFY(server.listen(m_path));
    QCOMPARE(ask(QByteArray(1'000'000, 'x')), QByteArray());
    QCOMPARE(ask("{}\n"), QByteArray("{}\n"));
}

void TestControlServer::keepsItsFolderPrivate()
{
    QDir(m_folder->filePath(QStringLiteral("oriel"))).removeRecursively();
    qputenv("XDG_RUNTIME_DIR", m_folder->path().toLocal8Bit());
    QString error;
    const QString folder = ControlSocket::folder(&error);
    QCOMPARE(folder, m_folder->filePath(QStringLiteral("oriel")));
    const auto others = QFile::ReadGroup | QFile::ExeGroup | QFile::ReadOther | QFile::ExeOther;
    QVERIFY(!(QFileInfo(folder).permissions() & others));
    QDir(folder).removeRecursively();
    QVERIFY(QFile::link(m_folder->path(), folder)); // somebody else's link in our place
    QVERIFY(ControlSocket::folder(&error).isEmpty());
    QVERIFY(error.contains(folder));
}

QTEST_GUILESS_MAIN(TestControlServer)
#include "tst_ControlServer.moc"
