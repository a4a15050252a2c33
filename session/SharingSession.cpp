#include "session/SharingSession.h"

#include "session/InactivityTimer.h"
#include "session/ShareLink.h"

#include <QLoggingCategory>

#include <algorithm>
#include <utility>

namespace oriel {

Q_LOGGING_CATEGORY(lcSession, "oriel.sharing")

namespace {

bool allowed(SharingSession::State from, SharingSession::State to)
{
    using State = SharingSession::State;
    switch (to) {
    case State::Starting: return from == State::Idle;
    case State::Waiting: return from == State::Starting || from == State::Connected;
    case State::Connected: return from == State::Waiting;
    case State::Stopping: return from != State::Idle && from != State::Stopping;
    case State::Idle: return from == State::Stopping;
    }
    return false;
}

auto byId(ViewerId id)
{
    return [id](const ViewerInfo &viewer) { return viewer.id == id; };
}

QByteArray wordsOf(const ViewerRights &rights)
{
    QByteArray words = rights.control ? "control" : "view only";
    if (rights.clipboard)
        words += ", clipboard";
    if (rights.files)
        words += ", files";
    return words;
}

const char *wordsOf(LeaveReason reason)
{
    switch (reason) {
    case LeaveReason::Left: return "left";
    case LeaveReason::Kicked: return "removed by the host";
    case LeaveReason::Inactivity: return "inactivity";
    case LeaveReason::Expired: return "expired";
    case LeaveReason::Error: return "error";
    }
    return "";
}

} // namespace

SharingSession::SharingSession(const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_expiryTimer(clock.makeDeadline([this] { stop(StopReason::Expired); }))
    , m_stopTimer(clock.makeTimer([this] {
        qCWarning(lcSession) << "the service did not stop in time";
        finishStop();
    }))
{
}

SharingSession::~SharingSession() = default;

QString SharingSession::link() const
{
    return m_info.urls.isEmpty() ? QString()
                                 : ShareLink::withPassword(m_info.urls.constFirst(), m_password);
}

QDateTime SharingSession::expires() const { return m_expires; }

std::optional<std::chrono::seconds> SharingSession::inactivityLeft() const
{
    const auto left = m_inactivity ? m_inactivity->left() : std::nullopt;
    if (!left)
        return std::nullopt;
    return std::chrono::ceil<std::chrono::seconds>(*left);
}

bool SharingSession::hasFileTaker() const
{
    return std::ranges::any_of(m_viewers,
                               [](const ViewerInfo &viewer) { return viewer.rights.files; });
}

void SharingSession::start(const SessionPolicy &policy)
{
    if (m_state != State::Idle)
        return;
    m_policy = policy;
    m_info = {};
    m_error.clear();
    m_files.reset(!policy.takeFiles);
    m_inactivity = std::make_unique<InactivityTimer>(m_clock, policy.timeout);
    connect(m_inactivity.get(), &InactivityTimer::warning, this,
            &SharingSession::inactivityWarning);
    connect(m_inactivity.get(), &InactivityTimer::expired, this,
            [this] { stop(StopReason::Inactivity); });
    setState(State::Starting);
    emit startWanted(policy);
}

void SharingSession::stop(StopReason reason)
{
    if (m_state == State::Idle || m_state == State::Stopping)
        return;
    m_stopReason = reason;
    m_expiryTimer->stop();
    m_expires = {};
    m_password.clear();
    setState(State::Stopping);
    m_stopTimer->start(stopTimeout);
    emit stopWanted(reason);
}

void SharingSession::renewPassword()
{
    if (m_state == State::Waiting || m_state == State::Connected)
        emit renewWanted();
}

void SharingSession::answer(ViewerId viewer, ConsentAnswer answer)
{
    if (std::ranges::any_of(m_asking, byId(viewer)))
        emit answerWanted(viewer, answer);
}

void SharingSession::kick(ViewerId viewer)
{
    // Also one whose connection is lost, or not there yet: it could come back.
    if (m_admitted.contains(viewer))
        emit kickWanted(viewer);
}

void SharingSession::serviceStarted(const ShareInfo &info, const QString &password)
{
    if (m_state != State::Starting)
        return;
    m_info = info;
    m_password = password;
    startExpiry();
    setState(State::Waiting);
    emit sharing();
}

void SharingSession::serviceFailed(const QString &error)
{
    if (m_state == State::Idle)
        return;
    m_error = error;
    stop(StopReason::Error);
}

void SharingSession::serviceStopped()
{
    if (m_state == State::Stopping)
        finishStop();
}

void SharingSession::updateInfo(const ShareInfo &info)
{
    if (m_state != State::Waiting && m_state != State::Connected)
        return;
    m_info = info;
    emit infoChanged();
}

void SharingSession::noteCertificateTrouble(const QString &trouble)
{
    if (m_state == State::Waiting || m_state == State::Connected)
        emit certificateTroubled(trouble);
}

void SharingSession::setPassword(const QString &password, PasswordReason reason)
{
    if (m_state != State::Waiting && m_state != State::Connected)
        return;
    m_password = password;
    emit passwordChanged(password, reason);
}

void SharingSession::clearPassword()
{
    m_password.clear();
    emit passwordCleared();
}

void SharingSession::viewerAsked(const ViewerInfo &viewer)
{
    if (m_state != State::Waiting && m_state != State::Connected)
        return;
    m_asking.append(viewer);
    qCInfo(lcSession) << "viewer" << viewer.id << "asks from" << viewer.address << "with"
                      << viewer.agent;
    emit viewerAsks(viewer);
}

void SharingSession::viewerAdmitted(ViewerId viewer)
{
    if (m_state != State::Waiting && m_state != State::Connected)
        return;
    m_admitted.insert(viewer);
    qCInfo(lcSession) << "viewer" << viewer << "is admitted";
    m_expiryTimer->stop();
    m_expires = {};
    m_inactivity->start();
}

void SharingSession::viewerAskEnded(ViewerId viewer)
{
    qCInfo(lcSession) << "viewer" << viewer << "asks no longer";
    if (erase_if(m_asking, byId(viewer)) > 0)
        emit viewerAnswered(viewer);
}

void SharingSession::viewerConnected(const ViewerInfo &viewer)
{
    if (m_state != State::Waiting && m_state != State::Connected)
        return;
    m_viewers.append(viewer);
    // The browser's own words are quoted, so that none passes for a line of ours.
    qCInfo(lcSession) << "viewer" << viewer.id << "connected from" << viewer.address << "with"
                      << viewer.agent << "for" << wordsOf(viewer.rights).constData();
    if (m_state == State::Waiting) {
        setState(State::Connected);
        emit watchedChanged(true);
    }
    emit viewerCame(viewer);
}

void SharingSession::viewerDisconnected(ViewerId viewer, LeaveReason reason)
{
    const auto found = std::ranges::find_if(m_viewers, byId(viewer));
    if (found == m_viewers.end())
        return;
    const ViewerInfo info = *found;
    m_viewers.erase(found);
    qCInfo(lcSession) << "viewer" << viewer << "is gone:" << wordsOf(reason);
    if (m_viewers.isEmpty()) {
        emit watchedChanged(false);
        if (m_state == State::Connected)
            setState(State::Waiting);
    }
    emit viewerLeft(info, reason);
}

void SharingSession::noteActivity()
{
    if (m_inactivity)
        m_inactivity->noteActivity();
}

void SharingSession::notePress() { m_lastPress = m_clock.now(); }

bool SharingSession::mayBeViewersDoing() const
{
    return m_lastPress && m_clock.now() - *m_lastPress < pressDoubt;
}

void SharingSession::startExpiry()
{
    // A reusable password is no link that lies about unused: it does not expire.
    if (m_policy.expire <= std::chrono::milliseconds(0) || !m_policy.reusablePassword.isEmpty())
        return;
    m_expires = m_clock.utcNow().addMSecs(m_policy.expire.count());
    m_expiryTimer->start(m_policy.expire);
}

void SharingSession::finishStop()
{
    m_stopTimer->stop();
    // Whoever is still listed is gone with the service; nobody is left without a farewell.
    const auto gone = std::exchange(m_viewers, {});
    const auto leaveReason = m_stopReason == StopReason::Inactivity ? LeaveReason::Inactivity
        : m_stopReason == StopReason::Expired                       ? LeaveReason::Expired
        : m_stopReason == StopReason::Error                         ? LeaveReason::Error
                                                                    : LeaveReason::Kicked;
    if (!gone.isEmpty())
        emit watchedChanged(false);
    for (const ViewerInfo &viewer : gone) {
        qCInfo(lcSession) << "viewer" << viewer.id << "is gone:" << wordsOf(leaveReason);
        emit viewerLeft(viewer, leaveReason);
    }
    for (const ViewerInfo &viewer : std::exchange(m_asking, {}))
        emit viewerAnswered(viewer.id);
    m_inactivity.reset();
    m_admitted.clear();
    m_info = {};
    setState(State::Idle);
    emit stopped(m_stopReason, m_error);
}

void SharingSession::setState(State state)
{
    Q_ASSERT(allowed(m_state, state));
    if (!allowed(m_state, state)) {
        qCCritical(lcSession) << "no step from" << m_state << "to" << state;
        return;
    }
    qCInfo(lcSession) << m_state << "→" << state;
    m_state = state;
    emit stateChanged(state);
}

} // namespace oriel
