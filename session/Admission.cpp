#include "session/Admission.h"

#include "session/Token.h"

#include <QLoggingCategory>

namespace oriel {

Q_LOGGING_CATEGORY(lcAdmission, "oriel.session")

namespace {

/** So many past passwords and departed viewers are remembered, the latest ones. */
constexpr qsizetype maxRemembered = 256;

} // namespace

/** Somebody who got past the password, from then until the session ends. */
struct Admission::Visitor {
    enum Stage {
        Asking,   ///< waits for the host's answer
        Ticketed, ///< has a ticket that is not used yet
        Connected,
        Dropped, ///< lost its connection, the slot is kept
        Away,    ///< holds no slot, may resume if there is room
    };
    ViewerInfo info;
    Stage stage = Asking;
    bool vncAuthentication = false;
    QByteArray ticket;
    std::chrono::milliseconds ticketEnd{0};
    QByteArray resume;
    QByteArray previousResume;            ///< good until the ticket that replaced it is used
    Callback done;                        ///< while Asking
    std::unique_ptr<ClockTimer> deadline; ///< of the stage; none when Connected or Away
};

Admission::Admission(const Clock &clock, const SessionPolicy &policy)
    : m_clock(clock)
    , m_policy(policy)
{
    if (oneTime())
        m_password = OneTimePassword::generate();
}

Admission::~Admission() = default;

ViewerId Admission::join(const QString &address, const QString &agent, const QString &typed,
                         Callback done)
{
    const bool reusable =
        !oneTime() && constantTimeEquals(m_policy.reusablePassword, typed.toUtf8());
    const Verdict verdict = judged(
        address, [&](const OneTimePassword &password) { return password.matches(typed); },
        reusable);
    if (verdict.kind == Verdict::Kind::Admitted)
        return admit(address, agent, false, std::move(done));
    done(verdict);
    return 0;
}

ViewerId Admission::authenticate(const QString &address, const QString &agent,
                                 const KeyCheck &check, Callback done)
{
    // VNC Authentication takes the first 8 bytes of a password as its key (RFC 6143 §7.2.2).
    const bool reusable = !oneTime() && check(m_policy.reusablePassword.left(8));
    const Verdict verdict = judged(
        address,
        [&](const OneTimePassword &password) {
            return !password.isNull() && (check(password.upperKey()) || check(password.lowerKey()));
        },
        reusable);
    if (verdict.kind == Verdict::Kind::Admitted)
        return admit(address, agent, true, std::move(done));
    done(verdict);
    return 0;
}

std::optional<Verdict> Admission::turnedAway(const QString &address) const
{
    if (m_closed)
        return Verdict{.kind = Verdict::Kind::Gone};
    if (const auto wait = m_limiter.wait(address, m_clock.now()))
        return Verdict{.kind = Verdict::Kind::TooMany, .retryAfter = *wait};
    return std::nullopt;
}

Verdict Admission::judged(const QString &address,
                          const std::function<bool(const OneTimePassword &)> &fits,
                          bool fitsReusable)
{
    if (const auto verdict = turnedAway(address))
        return *verdict;
    if (fitsReusable || fits(m_password)) {
        m_limiter.noteRight(address);
        return {.kind = hasRoom() ? Verdict::Kind::Admitted : Verdict::Kind::Full};
    }
    // Once right, no longer: a person with an old link, not somebody who guesses.
    for (const OneTimePassword &retired : std::as_const(m_retired)) {
        if (fits(retired))
            return {.kind = Verdict::Kind::Gone};
    }
    noteWrong(address);
    return {.kind = Verdict::Kind::Wrong};
}

void Admission::noteWrong(const QString &address)
{
    const bool exhausted = m_limiter.noteWrong(address, m_clock.now());
    qCInfo(lcAdmission).noquote() << "wrong password from" << address;
    if (!exhausted)
        return;
    if (!oneTime()) {
        qCWarning(lcAdmission) << "ten wrong passwords: every further try waits";
        m_limiter.throttleAll(m_clock.now());
        return;
    }
    m_limiter.restart();
    if (m_password.isNull())
        return; // all slots are taken, nothing to void
    qCWarning(lcAdmission) << "ten wrong passwords: the one-time password is void";
    offerPassword(PasswordReason::TooManyAttempts);
}

ViewerId Admission::admit(const QString &address, const QString &agent, bool vncAuthentication,
                          Callback done)
{
    auto owned = std::make_unique<Visitor>();
    Visitor &visitor = *owned;
    visitor.info = {.id = ++m_lastViewer,
                    .address = address,
                    .agent = agent,
                    .rights = {.control = !m_policy.viewOnly,
                               .clipboard = m_policy.clipboardAllowed(),
                               // RFB knows of none; only the page can.
                               .files = m_policy.filesAllowed() && !vncAuthentication}};
    visitor.vncAuthentication = vncAuthentication;
    visitor.done = std::move(done);
    const ViewerId id = visitor.info.id;
    m_visitors.emplace(id, std::move(owned));
    if (oneTime())
        spendPassword();
    if (!m_policy.consent) {
        settle(visitor);
        return 0;
    }
    waitIn(visitor, Visitor::Asking, consentTimeout);
    emit consentWanted(visitor.info);
    return id;
}

/** In: a page gets its ticket, a VNC Authentication client is connected by this. */
void Admission::settle(Visitor &visitor)
{
    if (visitor.vncAuthentication)
        setConnected(visitor);
    else
        issueTicket(visitor);
    emit admitted(visitor.info.id);
    const auto done = std::exchange(visitor.done, nullptr);
    done({.kind = Verdict::Kind::Admitted,
          .credentials = {visitor.ticket, visitor.resume, visitor.info}});
}

/** Not in: the one who waits is told, the slot is free. */
void Admission::finish(ViewerId viewer, Verdict::Kind kind)
{
    const auto done = std::exchange(find(viewer)->done, nullptr);
    emit consentEnded(viewer);
    freeSlot(viewer, false);
    if (done)
        done({.kind = kind});
}

Verdict Admission::resume(const QString &address, const QByteArray &token)
{
    Visitor *visitor = m_closed ? nullptr : findByResume(token);
    if (!visitor)
        return {.kind = Verdict::Kind::Gone};
    if (visitor->stage == Visitor::Away && !hasRoom())
        return {.kind = Verdict::Kind::Full};
    visitor->info.address = address;
    // A connection that we still believe in stays until the new ticket is used.
    const bool stillConnected = visitor->stage == Visitor::Connected;
    issueTicket(*visitor);
    visitor->previousResume = token; // however many answers get lost, this one leads in

    if (stillConnected)
        setConnected(*visitor);
    return {.kind = Verdict::Kind::Admitted,
            .credentials = {visitor->ticket, visitor->resume, visitor->info}};
}

std::optional<ViewerInfo> Admission::redeem(const QByteArray &ticket)
{
    if (ticket.isEmpty() || m_closed)
        return std::nullopt;
    for (const auto &[id, visitor] : m_visitors) {
        if (!constantTimeEquals(visitor->ticket, ticket) || m_clock.now() > visitor->ticketEnd)
            continue;
        visitor->ticket.clear();
        visitor->previousResume.clear();
        setConnected(*visitor);
        return visitor->info;
    }
    return std::nullopt;
}

void Admission::answer(ViewerId viewer, ConsentAnswer answer)
{
    Visitor *visitor = find(viewer);
    if (!visitor || visitor->stage != Visitor::Asking)
        return;
    if (answer == ConsentAnswer::Refuse) {
        finish(viewer, Verdict::Kind::Refused);
        return;
    }
    if (answer == ConsentAnswer::ViewOnly)
        visitor->info.rights = {.control = false, .clipboard = false, .files = false};
    emit consentEnded(viewer);
    settle(*visitor);
}

void Admission::abandon(ViewerId viewer)
{
    Visitor *visitor = find(viewer);
    if (!visitor || visitor->stage != Visitor::Asking)
        return;
    visitor->done = nullptr;
    finish(viewer, Verdict::Kind::Refused);
}

void Admission::dropped(ViewerId viewer)
{
    Visitor *visitor = find(viewer);
    if (visitor && visitor->stage == Visitor::Connected)
        waitIn(*visitor, Visitor::Dropped, slotGrace);
}

void Admission::left(ViewerId viewer)
{
    if (find(viewer))
        freeSlot(viewer, false);
}

ViewerId Admission::leave(const QByteArray &resume)
{
    Visitor *visitor = findByResume(resume);
    if (!visitor)
        return 0;
    const ViewerId viewer = visitor->info.id;
    freeSlot(viewer, false);
    return viewer;
}

std::optional<ViewerInfo> Admission::connectedViewer(const QByteArray &resume) const
{
    const Visitor *visitor = m_closed ? nullptr : findByResume(resume);
    if (!visitor || visitor->stage != Visitor::Connected)
        return {};
    return visitor->info;
}

bool Admission::kick(ViewerId viewer)
{
    Visitor *visitor = find(viewer);
    if (!visitor)
        return false;
    if (visitor->stage == Visitor::Asking)
        finish(viewer, Verdict::Kind::Refused);
    else
        freeSlot(viewer, false);
    return true;
}

void Admission::renewPassword()
{
    if (oneTime() && !m_closed)
        offerPassword(PasswordReason::Renewed);
}

void Admission::close()
{
    m_closed = true;
    if (!m_password.isNull())
        m_retired.append(std::exchange(m_password, {}));
    QList<ViewerId> asking;
    for (const auto &[id, visitor] : m_visitors) {
        visitor->deadline.reset();
        visitor->ticket.clear();
        if (visitor->stage == Visitor::Asking)
            asking.append(id);
    }
    for (const ViewerId viewer : std::as_const(asking))
        finish(viewer, Verdict::Kind::Gone);
    m_visitors.clear();
}

bool Admission::hasRoom() const
{
    return std::ranges::count_if(m_visitors,
                                 [](const auto &v) { return v.second->stage != Visitor::Away; })
        < m_policy.maxViewers;
}

void Admission::spendPassword()
{
    m_retired.append(std::exchange(m_password, {}));
    if (m_retired.size() > maxRemembered)
        m_retired.removeFirst();
    m_limiter.restart();
    if (hasRoom())
        offerPassword(PasswordReason::Used);
    else
        emit passwordSpent();
}

void Admission::offerPassword(PasswordReason reason)
{
    if (!m_password.isNull())
        m_retired.append(m_password);
    if (m_retired.size() > maxRemembered)
        m_retired.removeFirst();
    m_limiter.restart();
    m_password = OneTimePassword::generate();
    emit passwordChanged(m_password.text(), reason);
}

void Admission::issueTicket(Visitor &visitor)
{
    visitor.ticket = makeToken();
    visitor.ticketEnd = m_clock.now() + ticketLifetime;
    visitor.resume = makeToken();
    waitIn(visitor, Visitor::Ticketed, ticketLifetime);
}

void Admission::waitIn(Visitor &visitor, int stage, std::chrono::milliseconds time)
{
    visitor.stage = static_cast<Visitor::Stage>(stage);
    visitor.deadline = m_clock.makeDeadline([this, id = visitor.info.id] { timeOut(id); });
    visitor.deadline->start(time);
}

void Admission::setConnected(Visitor &visitor)
{
    visitor.stage = Visitor::Connected;
    visitor.deadline.reset();
}

void Admission::timeOut(ViewerId viewer)
{
    Visitor *visitor = find(viewer);
    switch (visitor->stage) {
    case Visitor::Asking: finish(viewer, Verdict::Kind::Refused); break;
    case Visitor::Ticketed:
        visitor->ticket.clear();
        waitIn(*visitor, Visitor::Dropped, slotGrace);
        break;
    case Visitor::Dropped: freeSlot(viewer, true); break;
    case Visitor::Connected:
    case Visitor::Away: break;
    }
}

void Admission::freeSlot(ViewerId viewer, bool mayResume)
{
    Visitor &visitor = *find(viewer);
    const bool held = visitor.stage != Visitor::Away;
    visitor.deadline.reset();
    visitor.ticket.clear();
    visitor.stage = Visitor::Away;
    if (!mayResume)
        m_visitors.erase(viewer);
    else if (m_visitors.size() > maxRemembered)
        m_visitors.erase(std::ranges::find_if(
            m_visitors, [](const auto &v) { return v.second->stage == Visitor::Away; }));
    if (held && oneTime() && !m_closed && m_password.isNull() && hasRoom())
        offerPassword(PasswordReason::Renewed);
    emit slotFreed(viewer);
}

Admission::Visitor *Admission::find(ViewerId viewer)
{
    const auto found = m_visitors.find(viewer);
    return found == m_visitors.end() ? nullptr : found->second.get();
}

Admission::Visitor *Admission::findByResume(const QByteArray &token) const
{
    if (token.isEmpty())
        return nullptr;
    for (const auto &[id, visitor] : m_visitors) {
        if (constantTimeEquals(visitor->resume, token)
            || constantTimeEquals(visitor->previousResume, token))
            return visitor.get();
    }
    return nullptr;
}

} // namespace oriel
