#include "app/Application.h"

#include "app/ControlSocket.h"
#include "app/EventNames.h"
#include "app/EventWriter.h"
#include "app/Log.h"
#include "app/ProcessSecrecy.h"
#include "app/SharingService.h"
#include "app/TerminalQrCode.h"
#include "proxy/ProxyServer.h"
#include "session/FileToSend.h"
#include "session/Settings.h"
#include "session/ShareLink.h"
#include "ui/HostUi.h"

#include <QGuiApplication>
#include <QJsonArray>
#include <QJsonObject>
#include <QStandardPaths>

#include <cstdio>
#include <unistd.h>

namespace oriel {

namespace {

ProxyPaths proxyPaths()
{
    const QString data = QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation);
    return {.identityDirectory = data + QStringLiteral("/oriel"),
            .pageDirectory = QStringLiteral(":/web")};
}

QJsonObject errorAnswer(const QString &message) { return {{QLatin1String("error"), message}}; }

QJsonArray filesOnTheirWay(const FileTransfers &files)
{
    QJsonArray array;
    for (const FileTransfers::Entry &entry : files.entries()) {
        if (entry.stage == FileTransfers::Stage::Ended)
            continue;
        QJsonObject object = EventNames::fieldsOf(entry.file);
        object[QLatin1String("asks")] = entry.stage == FileTransfers::Stage::Asking;
        object[QLatin1String("moved")] = entry.moved;
        array.append(object);
    }
    return array;
}

void printError(const QString &message)
{
    std::fprintf(stderr, "oriel: %s\n", qPrintable(message));
}

} // namespace

Application::Application(const Invocation &invocation)
    : m_invocation(invocation)
    , m_headless(invocation.action == Invocation::Action::Headless)
    , m_session(m_clock)
    , m_control([this](const QJsonObject &request) { return answer(request); })
{
    connect(&m_session, &SharingSession::stopped, this, &Application::noteStopped);
    connect(&m_session, &SharingSession::stateChanged, this, &Application::noteState);
    connect(&m_signals, &UnixSignals::received, this, &Application::quitBySignal);
}

Application::~Application() = default;

int Application::run()
{
    if (!becomeInstance())
        return 1;
    m_service = std::make_unique<SharingService>(m_session, m_clock, proxyPaths());
    if (m_headless)
        startHeadless();
    else
        startTray();
    QCoreApplication::exec();
    return m_exitCode;
}

bool Application::becomeInstance()
{
    QString error;
    const QString folder = ControlSocket::folder(&error);
    if (folder.isEmpty()) {
        printError(error);
        return false;
    }
    const QString path = m_headless ? ControlSocket::headlessPath(folder, ::getpid())
                                    : ControlSocket::trayPath(folder);
    if (m_control.listen(path))
        return true;
    printError(tr("cannot listen on %1: another Oriel is starting, try again").arg(path));
    return false;
}

void Application::startHeadless()
{
    const auto form = m_invocation.json ? EventWriter::Form::Json : EventWriter::Form::Sentences;
    const auto draw = ::isatty(STDOUT_FILENO) ? &TerminalQrCode::draw : nullptr;
    m_events = std::make_unique<EventWriter>(m_session, form, draw);
    m_session.start(policy(m_invocation.options));
}

void Application::startTray()
{
    m_settings = std::make_unique<Settings>();
    const AboutInfo about{.version = QCoreApplication::applicationVersion(),
                          .logFile = Log::file()};
    m_ui = std::make_unique<HostUi>(m_session, *m_settings, about);
    connect(m_ui.get(), &HostUi::quitRequested, this, &Application::quit);
    if (QGuiApplication::platformName() == QLatin1String("xcb"))
        m_service->setOwnWindow(m_ui->windowId(), qEnvironmentVariable("DISPLAY"));
    m_ui->show();
    if (m_invocation.action == Invocation::Action::Share)
        share(m_invocation.options);
}

SessionPolicy Application::policy(const SessionOptions &options) const
{
    return options.appliedTo(m_settings ? m_settings->policy() : SessionPolicy());
}

QJsonObject Application::answer(const QJsonObject &request)
{
    const QString action = request.value(QLatin1String("do")).toString();
    if (action == QLatin1String("ping"))
        return {};
    if (action == QLatin1String("status"))
        return status();
    if (action == QLatin1String("stop")) {
        m_shareNext.reset();
        m_session.stop(StopReason::User);
        return {};
    }
    if (action == QLatin1String("show") && m_ui) {
        m_ui->bringToFront();
        return {};
    }
    if (action == QLatin1String("share") && m_ui) {
        const auto options =
            SessionOptions::fromJson(request.value(QLatin1String("options")).toObject());
        return options ? share(*options) : errorAnswer(tr("these options cannot be understood"));
    }
    if (action == QLatin1String("renew")) {
        if (m_session.state() != SharingSession::State::Waiting
            && m_session.state() != SharingSession::State::Connected)
            return errorAnswer(tr("nothing is shared: start with oriel --share"));
        if (!m_session.policy().reusablePassword.isEmpty())
            return errorAnswer(tr("this session has a reusable password, from a file"));
        m_session.renewPassword();
        return {};
    }
    if (action == QLatin1String("send-file"))
        return sendFile(request.value(QLatin1String("path")).toString());
    if (request.contains(QLatin1String("file")))
        return answerFile(action, request.value(QLatin1String("file")).toInt());
    return answerViewer(action, request.value(QLatin1String("viewer")).toInt());
}

QJsonObject Application::answerViewer(const QString &action, ViewerId viewer)
{
    const auto listed = [viewer](const QList<ViewerInfo> &viewers) {
        return std::ranges::any_of(viewers, [&](const ViewerInfo &v) { return v.id == viewer; });
    };
    if (action == QLatin1String("kick")) {
        if (!m_session.wasAdmitted(viewer))
            return errorAnswer(tr("no viewer %1 was let in").arg(viewer));
        m_session.kick(viewer);
        return {};
    }
    if (action == QLatin1String("allow") || action == QLatin1String("refuse")) {
        if (!listed(m_session.asking()))
            return errorAnswer(tr("no viewer %1 asks to come in").arg(viewer));
        m_session.answer(viewer,
                         action == QLatin1String("allow") ? ConsentAnswer::Allow
                                                          : ConsentAnswer::Refuse);
        return {};
    }
    return errorAnswer(tr("this instance cannot do that"));
}

QJsonObject Application::answerFile(const QString &action, FileId file)
{
    FileTransfers &files = m_session.files();
    if (action == QLatin1String("take") || action == QLatin1String("refuse-file")) {
        const auto answer = action == QLatin1String("take") ? FileAnswer::Take : FileAnswer::Refuse;
        return files.answer(file, answer)
            ? QJsonObject()
            : errorAnswer(tr("no file %1 waits for an answer").arg(file));
    }
    if (action == QLatin1String("cancel-file")) {
        return files.cancel(file) ? QJsonObject()
                                  : errorAnswer(tr("no file %1 is on its way").arg(file));
    }
    return errorAnswer(tr("this instance cannot do that"));
}

QJsonObject Application::sendFile(const QString &path)
{
    if (m_session.state() != SharingSession::State::Waiting
        && m_session.state() != SharingSession::State::Connected)
        return errorAnswer(tr("nothing is shared: start with oriel --share"));
    if (!m_session.policy().filesAllowed())
        return errorAnswer(tr("no files pass in this session: share without --view-only and "
                              "without --file-limit 0"));
    if (!m_session.hasFileTaker())
        return errorAnswer(tr("nobody is connected whom a file could be sent to"));
    const QString problem = FileToSend::problem(path, m_session.policy().fileLimit);
    if (!problem.isEmpty())
        return errorAnswer(problem);
    m_session.files().send(path);
    return {};
}

QJsonObject Application::share(const SessionOptions &options)
{
    if (m_session.state() == SharingSession::State::Idle) {
        m_session.start(policy(options));
        return {};
    }
    if (m_quitting)
        return errorAnswer(tr("Oriel is about to quit: try again in a moment"));
    if (m_session.state() == SharingSession::State::Stopping) {
        m_shareNext = options;
        return {};
    }
    if (!options.isEmpty())
        return errorAnswer(
            tr("sharing already: run oriel --stop first to share with other options"));
    m_ui->bringToFront();
    return {};
}

QJsonObject Application::status() const
{
    QJsonObject object{{QLatin1String("state"), EventNames::of(m_session.state())}};
    if (m_session.info().urls.isEmpty())
        return object;
    object[QLatin1String("link")] = m_session.link();
    object[QLatin1String("urls")] =
        QJsonArray::fromStringList(ShareLink::links(m_session.info(), m_session.password()));
    if (!m_session.info().fingerprint.isEmpty())
        object[QLatin1String("sha256")] = m_session.info().fingerprint;
    const auto list = [](const QList<ViewerInfo> &viewers) {
        QJsonArray array;
        for (const ViewerInfo &viewer : viewers)
            array.append(QJsonObject{{QLatin1String("viewer"), viewer.id},
                                     {QLatin1String("address"), viewer.address},
                                     {QLatin1String("agent"), viewer.agent},
                                     {QLatin1String("control"), viewer.rights.control}});
        return array;
    };
    object[QLatin1String("viewers")] = list(m_session.viewers());
    object[QLatin1String("asking")] = list(m_session.asking());
    object[QLatin1String("files")] = filesOnTheirWay(m_session.files());
    const QDateTime expires = m_session.expires();
    object[QLatin1String("expires")] =
        expires.isNull() ? QJsonValue() : QJsonValue(expires.toString(Qt::ISODate));
    return object;
}

void Application::noteStopped(StopReason reason, const QString &error)
{
    if (reason == StopReason::Error) {
        printError(error);
        m_exitCode = m_headless ? 1 : m_exitCode;
    }
    if (m_headless || m_quitting)
        QCoreApplication::quit();
    else if (const auto options = std::exchange(m_shareNext, std::nullopt))
        share(*options);
}

void Application::noteState(SharingSession::State state)
{
    ProcessSecrecy::set(state != SharingSession::State::Idle);
}

void Application::quitBySignal()
{
    m_quitting = true;
    if (m_session.state() == SharingSession::State::Idle)
        QCoreApplication::quit();
    else
        m_session.stop(StopReason::Signal);
}

void Application::quit()
{
    m_quitting = true;
    if (m_session.state() == SharingSession::State::Idle)
        QCoreApplication::quit();
    else
        m_session.stop(StopReason::User);
}

} // namespace oriel
