#pragma once

#include <QJsonObject>
#include <QLocalServer>
#include <QLockFile>

#include <functional>
#include <memory>

namespace oriel {

/**
 * Takes other processes' requests on the instance's control socket (see ControlSocket). Lives in
 * the gui thread. On destruction the socket is removed, and its folder if it is empty then.
 */
class ControlServer : public QObject {
    Q_OBJECT

public:
    /** Answers one request; called in the gui thread. */
    using Handler = std::function<QJsonObject(const QJsonObject &request)>;

    explicit ControlServer(Handler handler, QObject *parent = nullptr);
    ~ControlServer() override;

    /** False if another live instance holds `path`, or with a reason in errorString(). */
    bool listen(const QString &path);
    QString errorString() const { return m_server.errorString(); }

private:
    void serve(QLocalSocket *socket);

    Handler m_handler;
    QLocalServer m_server;
    std::unique_ptr<QLockFile> m_lock;
};

} // namespace oriel
