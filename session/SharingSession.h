#pragma once

#include "session/Clock.h"
#include "session/FileTransfers.h"
#include "session/SessionPolicy.h"
#include "session/ShareInfo.h"
#include "session/Viewer.h"

#include <QDateTime>
#include <QList>
#include <QObject>
#include <QSet>

#include <memory>
#include <optional>

namespace oriel {

class InactivityTimer;

/**
 * What sharing is, as the host sees it: the state, who watches, who asks, the link's secret and
 * the two clocks. Lives in the gui thread. Everything that does the work (proxy, vnc, desktop)
 * hangs on the "to the service" signals and answers through the "from the service" slots, always
 * queued; windows, tray, events and the control socket hang on the rest.
 *
 *     Idle ─start→ Starting ─ready→ Waiting ─viewer admitted→ Connected ─last viewer left→ Waiting
 *     Starting/Waiting/Connected ─stop | failure | inactivity | expiry→ Stopping ─stopped→ Idle
 */
class SharingSession : public QObject {
    Q_OBJECT

public:
    enum class State { Idle, Starting, Waiting, Connected, Stopping };
    Q_ENUM(State)

    /** After this the stop is taken as done, whatever the service says. */
    static constexpr std::chrono::seconds stopTimeout{3};
    /** So long after a viewer's press an action outside our own windows may be the viewer's. */
    static constexpr std::chrono::seconds pressDoubt{1};

    /** `clock` outlives it. */
    explicit SharingSession(const Clock &clock, QObject *parent = nullptr);
    ~SharingSession() override;

    State state() const { return m_state; }
    const SessionPolicy &policy() const { return m_policy; }
    const ShareInfo &info() const { return m_info; }
    /** The unspent one-time password, 8 capitals; empty if there is none just now. */
    QString password() const { return m_password; }
    /** The link others most likely reach, password included; empty unless sharing. */
    QString link() const;
    /** When an unused link dies; null for never, or once somebody came. */
    QDateTime expires() const;
    /** Until the inactivity cut; nothing before the first admission or with timeout 0. */
    std::optional<std::chrono::seconds> inactivityLeft() const;
    const QList<ViewerInfo> &viewers() const { return m_viewers; }
    /** This viewer was let in during this session; it may have left since. */
    bool wasAdmitted(ViewerId viewer) const { return m_admitted.contains(viewer); }
    /** Somebody is connected whom files can be sent to. */
    bool hasFileTaker() const;
    FileTransfers &files() { return m_files; }
    const FileTransfers &files() const { return m_files; }
    /** Those who wait for an answer, first come first. */
    const QList<ViewerInfo> &asking() const { return m_asking; }
    /**
     * A viewer has just pressed a key or button, so what comes by way of a panel or notification,
     * which viewers reach, may be the viewer's doing and not the host's.
     */
    bool mayBeViewersDoing() const;
    /** Why the last session ended. */
    StopReason stopReason() const { return m_stopReason; }
    /** The one clear line, if it ended in an error. */
    QString error() const { return m_error; }

public slots:
    /** Ignored unless Idle. */
    void start(const oriel::SessionPolicy &policy);
    /** Ignored when Idle or Stopping. */
    void stop(oriel::StopReason reason = oriel::StopReason::User);
    void renewPassword();
    void answer(oriel::ViewerId viewer, oriel::ConsentAnswer answer);
    /** Any viewer that was admitted, connected or not: it does not come back. */
    void kick(oriel::ViewerId viewer);

    // From the service
    void serviceStarted(const oriel::ShareInfo &info, const QString &password);
    void serviceFailed(const QString &error);
    void serviceStopped();
    void updateInfo(const oriel::ShareInfo &info);
    void noteCertificateTrouble(const QString &trouble);
    void setPassword(const QString &password, oriel::PasswordReason reason);
    void clearPassword();
    void viewerAsked(const oriel::ViewerInfo &viewer);
    void viewerAskEnded(oriel::ViewerId viewer);
    /** Somebody got in: the link is used, inactivity counts from here. */
    void viewerAdmitted(oriel::ViewerId viewer);
    void viewerConnected(const oriel::ViewerInfo &viewer);
    void viewerDisconnected(oriel::ViewerId viewer, oriel::LeaveReason reason);
    void noteActivity();
    /** A viewer's key or button goes down on the desktop. */
    void notePress();

signals:
    // To the service
    void startWanted(const oriel::SessionPolicy &policy);
    void stopWanted(oriel::StopReason reason);
    void renewWanted();
    void answerWanted(oriel::ViewerId viewer, oriel::ConsentAnswer answer);
    void kickWanted(oriel::ViewerId viewer);
    /** `left` counts down once a second from the warning on; 0 takes the warning back. */
    void inactivityWarning(std::chrono::seconds left);
    /** Somebody watches (true) or nobody (false): the screen stays awake meanwhile. */
    void watchedChanged(bool watched);

    // To people
    void stateChanged(oriel::SharingSession::State state);
    /** Sharing began: link(), password() and info() are set. */
    void sharing();
    void infoChanged();
    void certificateTroubled(const QString &trouble);
    void passwordChanged(const QString &password, oriel::PasswordReason reason);
    void passwordCleared();
    void viewerAsks(const oriel::ViewerInfo &viewer);
    void viewerAnswered(oriel::ViewerId viewer);
    void viewerCame(const oriel::ViewerInfo &viewer);
    void viewerLeft(const oriel::ViewerInfo &viewer, oriel::LeaveReason reason);
    /** The session is over and Idle again; `error` is one clear line with StopReason::Error. */
    void stopped(oriel::StopReason reason, const QString &error);

private:
    void setState(State state);
    void startExpiry();
    void finishStop();

    const Clock &m_clock;
    State m_state = State::Idle;
    SessionPolicy m_policy;
    ShareInfo m_info;
    QString m_password;
    QList<ViewerInfo> m_viewers;
    QList<ViewerInfo> m_asking;
    QSet<ViewerId> m_admitted;
    FileTransfers m_files;
    QDateTime m_expires;
    std::optional<std::chrono::milliseconds> m_lastPress;
    StopReason m_stopReason = StopReason::User;
    QString m_error;
    std::unique_ptr<ClockTimer> m_expiryTimer;
    std::unique_ptr<ClockTimer> m_stopTimer;
    std::unique_ptr<InactivityTimer> m_inactivity;
};

} // namespace oriel
