#include "app/ControlClient.h"

#include "app/ControlSocket.h"

#include <QJsonDocument>
#include <QLocalSocket>

#include <cstdio>

namespace oriel {

namespace {

constexpr int patienceMs = 10'000;
constexpr int exitFailure = 1;
constexpr int exitUsage = 2;

int fail(const QString &message, int code)
{
    std::fprintf(stderr, "oriel: %s\n", qPrintable(message));
    return code;
}

QJsonObject requestOf(const Invocation &invocation)
{
    using Action = Invocation::Action;
    QJsonObject request;
    switch (invocation.action) {
    case Action::Stop: request[QLatin1String("do")] = QStringLiteral("stop"); break;
    case Action::Status: request[QLatin1String("do")] = QStringLiteral("status"); break;
    case Action::Allow: request[QLatin1String("do")] = QStringLiteral("allow"); break;
    case Action::Refuse: request[QLatin1String("do")] = QStringLiteral("refuse"); break;
    case Action::Kick: request[QLatin1String("do")] = QStringLiteral("kick"); break;
    case Action::Renew: request[QLatin1String("do")] = QStringLiteral("renew"); break;
    case Action::Take: request[QLatin1String("do")] = QStringLiteral("take"); break;
    case Action::RefuseFile: request[QLatin1String("do")] = QStringLiteral("refuse-file"); break;
    case Action::CancelFile: request[QLatin1String("do")] = QStringLiteral("cancel-file"); break;
    case Action::SendFile:
        request[QLatin1String("do")] = QStringLiteral("send-file");
        request[QLatin1String("path")] = invocation.path;
        break;
    case Action::Share:
        request[QLatin1String("do")] = QStringLiteral("share");
        request[QLatin1String("options")] = invocation.options.toJson();
        break;
    default: request[QLatin1String("do")] = QStringLiteral("show"); break;
    }
    if (invocation.viewer > 0)
        request[QLatin1String("viewer")] = invocation.viewer;
    if (invocation.file > 0)
        request[QLatin1String("file")] = invocation.file;
    return request;
}

struct Answered {
    ControlSocket::Instance instance;
    QJsonObject answer;
};

/** Prints what the instance said; its "error" becomes ours. */
int report(const Invocation &invocation, const QJsonObject &answer)
{
    const QString error = answer.value(QLatin1String("error")).toString();
    if (!error.isEmpty())
        return fail(error, exitFailure);
    if (invocation.action == Invocation::Action::Status) {
        const QByteArray line = QJsonDocument(answer).toJson(QJsonDocument::Compact);
        std::fprintf(stdout, "%s\n", line.constData());
    }
    return 0;
}

} // namespace

std::optional<QJsonObject> ControlClient::ask(const QString &path, const QJsonObject &request)
{
    QLocalSocket socket;
    socket.connectToServer(path);
    if (!socket.waitForConnected(patienceMs))
        return std::nullopt;
    socket.write(QJsonDocument(request).toJson(QJsonDocument::Compact) + '\n');
    while (!socket.canReadLine()) {
        if (!socket.waitForReadyRead(patienceMs))
            return std::nullopt;
    }
    return QJsonDocument::fromJson(socket.readLine()).object();
}

int ControlClient::act(const Invocation &invocation)
{
    QString error;
    const QString folder = ControlSocket::folder(&error);
    if (folder.isEmpty())
        return fail(error, exitFailure);
    // Asking is the only way to tell a live instance from a socket that a crash left behind.
    QList<ControlSocket::Instance> alive;
    for (const auto &instance : ControlSocket::instances(folder)) {
        if (invocation.pid && instance.pid != invocation.pid)
            continue;
        if (!ask(instance.path, {{QLatin1String("do"), QStringLiteral("ping")}}))
            continue;
        alive.append(instance);
        if (!instance.pid)
            break; // the tray is meant, whatever else runs
    }
    if (alive.isEmpty()) {
        if (invocation.action == Invocation::Action::Stop && !invocation.pid)
            return 0;
        if (invocation.action == Invocation::Action::Status && !invocation.pid)
            return report(invocation, {{QLatin1String("state"), QStringLiteral("idle")}});
        return fail(invocation.pid ? tr("no Oriel runs with process id %1").arg(*invocation.pid)
                                   : tr("Oriel is not running: start it with oriel --share"),
                    exitFailure);
    }
    if (alive.size() > 1) {
        QStringList pids;
        for (const auto &instance : std::as_const(alive))
            pids.append(QString::number(instance.pid.value_or(0)));
        return fail(
            tr("several run, choose one with --pid: %1").arg(pids.join(QLatin1String(", "))),
            exitUsage);
    }
    const auto answer = ask(alive.constFirst().path, requestOf(invocation));
    return answer
        ? report(invocation, *answer)
        : fail(tr("Oriel does not answer on %1").arg(alive.constFirst().path), exitFailure);
}

std::optional<int> ControlClient::handToTray(const Invocation &invocation)
{
    QString error;
    const QString folder = ControlSocket::folder(&error);
    if (folder.isEmpty())
        return fail(error, exitFailure);
    const auto answer = ask(ControlSocket::trayPath(folder), requestOf(invocation));
    if (!answer)
        return std::nullopt;
    return report(invocation, *answer);
}

} // namespace oriel
