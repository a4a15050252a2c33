#pragma once

#include "app/CommandLine.h"
#include "app/ControlServer.h"
#include "app/UnixSignals.h"
#include "session/Clock.h"
#include "session/SharingSession.h"

#include <QObject>

#include <memory>
#include <optional>

namespace oriel {

class EventWriter;
class HostUi;
class Settings;
class SharingService;

/**
 * One running instance, with a tray or headless: builds every module's objects, wires them and
 * answers the control socket. Lives in the gui thread; needs a Q(Core)Application.
 */
class Application : public QObject {
    Q_OBJECT

public:
    explicit Application(const Invocation &invocation);
    ~Application() override;

    /** Runs the event loop. Returns the exit code: 0 stopped as asked, 1 runtime failure. */
    int run();

private:
    bool becomeInstance();
    void startTray();
    void startHeadless();
    SessionPolicy policy(const SessionOptions &options) const;
    QJsonObject answer(const QJsonObject &request);
    QJsonObject answerViewer(const QString &action, ViewerId viewer);
    QJsonObject answerFile(const QString &action, FileId file);
    QJsonObject sendFile(const QString &path);
    QJsonObject share(const SessionOptions &options);
    QJsonObject status() const;
    void noteStopped(StopReason reason, const QString &error);
    void noteState(SharingSession::State state);
    void quitBySignal();
    void quit();

    const Invocation m_invocation;
    const bool m_headless;
    SystemClock m_clock;
    // Before any thread, see UnixSignals.
    UnixSignals m_signals;
    SharingSession m_session;
    ControlServer m_control;
    std::unique_ptr<Settings> m_settings;
    std::unique_ptr<SharingService> m_service;
    std::unique_ptr<EventWriter> m_events;
    std::unique_ptr<HostUi> m_ui;
    /** Asked for while the session before was still stopping. */
    std::optional<SessionOptions> m_shareNext;
    bool m_quitting = false;
    int m_exitCode = 0;
};

} // namespace oriel
