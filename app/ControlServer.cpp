#include "app/ControlServer.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QLocalSocket>
#include <QTimer>

namespace oriel {

namespace {

constexpr qint64 requestLimit = 64 * 1024;
constexpr int patienceMs = 5000;

} // namespace

ControlServer::ControlServer(Handler handler, QObject *parent)
    : QObject(parent)
    , m_handler(std::move(handler))
{
    connect(&m_server, &QLocalServer::newConnection, this, [this] {
        while (QLocalSocket *socket = m_server.nextPendingConnection())
            serve(socket);
    });
}

ControlServer::~ControlServer()
{
    if (!m_lock)
        return;
    const QString folder = QFileInfo(m_lock->fileName()).path();
    m_server.close();
    m_lock.reset();
    QDir().rmdir(folder); // which the last one out can, since it is empty then
}

bool ControlServer::listen(const QString &path)
{
    // The lock, not the socket, says who is the instance: a socket outlives a crash.
    m_lock = std::make_unique<QLockFile>(path + QStringLiteral(".lock"));
    m_lock->setStaleLockTime(0);
    if (!m_lock->tryLock(0)) {
        m_lock.reset();
        return false;
    }
    QLocalServer::removeServer(path);
    if (!m_server.listen(path))
        return false;
    return QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner);
}

void ControlServer::serve(QLocalSocket *socket)
{
    connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
    QTimer::singleShot(patienceMs, socket, [socket] { socket->abort(); });
    connect(socket, &QLocalSocket::readyRead, this, [this, socket] {
        if (!socket->canReadLine()) {
            if (socket->bytesAvailable() > requestLimit)
                socket->abort();
            return;
        }
        const auto request = QJsonDocument::fromJson(socket->readLine(requestLimit)).object();
        const QJsonObject answer = m_handler(request);
        socket->write(QJsonDocument(answer).toJson(QJsonDocument::Compact) + '\n');
        socket->disconnectFromServer();
    });
}

} // namespace oriel
