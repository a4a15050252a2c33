#pragma once

#include "session/AttemptLimiter.h"
#include "session/Clock.h"
#include "session/OneTimePassword.h"
#include "session/SessionPolicy.h"
#include "session/Viewer.h"

#include <QByteArray>
#include <QList>
#include <QObject>

#include <functional>
#include <map>
#include <memory>
#include <optional>

namespace oriel {

/** What an admitted viewer takes home from `api/join` or `api/resume`. */
struct Credentials {
    QByteArray ticket; ///< one WebSocket upgrade, within ticketLifetime; 192 bits, base64url
    QByteArray resume; ///< a new pair later, until the session ends; 192 bits, base64url
    ViewerInfo viewer;
};

/** The verdict on a try to get in. */
struct Verdict {
    enum class Kind {
        Admitted, ///< a slot is taken
        Wrong,
        Full,
        Gone,    ///< a password that was right once, or a resume token that is void
        TooMany, ///< come back after retryAfter
        Refused, ///< by the host, or nobody answered in time
    };
    Kind kind = Kind::Wrong;
    std::chrono::seconds retryAfter{0};
    Credentials credentials; ///< with Admitted
};

/**
 * Who gets in: password, attempts, slots, tickets, resume tokens and consent of one session, as
 * docs/ARCHITECTURE.md has it under "Getting in". Knows no socket. Lives in one thread (proxy's),
 * so each try is judged whole before the next: however many arrive at once, a one-time password
 * admits one.
 *
 * A slot goes: taken (consent pending?) → ticket out → connected → dropped (kept for slotGrace)
 * → free.
 */
class Admission : public QObject {
    Q_OBJECT

public:
    static constexpr std::chrono::seconds ticketLifetime{30};
    static constexpr std::chrono::seconds slotGrace{60};
    static constexpr std::chrono::seconds consentTimeout{30};

    using Callback = std::function<void(const Verdict &)>;
    /** For VNC Authentication: does this 8-byte DES key answer the client's challenge? */
    using KeyCheck = std::function<bool(const QByteArray &key)>;

    /** `clock` outlives it. Makes the first one-time password at once. */
    Admission(const Clock &clock, const SessionPolicy &policy);
    ~Admission() override;

    /** The unspent one-time password; empty if there is none or it is a reusable one. */
    QString password() const { return m_password.text(); }

    /**
     * Judges a password typed into the page. `done` is called exactly once, at once or, with
     * consent, later; with Admitted its ticket is out. The result is the viewer's number while
     * consent is pending, so that abandon() can withdraw the request; else 0.
     */
    ViewerId join(const QString &address, const QString &agent, const QString &typed,
                  Callback done);
    /** The same for a VNC Authentication response. Admitted then means: connected already. */
    ViewerId authenticate(const QString &address, const QString &agent, const KeyCheck &check,
                          Callback done);
    /**
     * Says at once what authenticate() would answer before looking at the response: Full, Gone
     * or TooMany, so that such a client is turned away with a reason.
     */
    std::optional<Verdict> turnedAway(const QString &address) const;
    /** A new pair for a viewer that was in before. Competes for room once its slot is free. */
    Verdict resume(const QString &address, const QByteArray &token);
    /**
     * Spends a ticket: the viewer is connected. Nothing if it is unknown, used or too old. If the
     * viewer still has a connection (its page noticed a loss that we have not), that one is stale:
     * close it without dropped().
     */
    std::optional<ViewerInfo> redeem(const QByteArray &ticket);

    /** The host's answer. A number without a pending request is ignored. */
    void answer(ViewerId viewer, ConsentAnswer answer);
    /** The one who asked went away before the answer: like a refusal, unanswered. */
    void abandon(ViewerId viewer);

    /** The connection was lost: the slot is kept for slotGrace. */
    void dropped(ViewerId viewer);
    /** Left by the page's button, or a VNC Authentication client closed: the slot is free. */
    void left(ViewerId viewer);
    /** `api/leave`: the viewer that holds this token, or 0; its slot is free, the token void. */
    ViewerId leave(const QByteArray &resume);
    /** Who holds this token and is connected now; nobody else has a say beside the WebSocket. */
    std::optional<ViewerInfo> connectedViewer(const QByteArray &resume) const;
    /** Removed by the host: slot free, ticket and token void. False if there is no such viewer. */
    bool kick(ViewerId viewer);

    /** The host asks for a fresh one-time password; the unspent one is void. */
    void renewPassword();
    /** Everything void; nothing gets in any more. Pending requests are answered with Gone. */
    void close();

signals:
    void passwordChanged(const QString &password, oriel::PasswordReason reason);
    void passwordSpent();
    void consentWanted(const oriel::ViewerInfo &viewer);
    void consentEnded(oriel::ViewerId viewer);
    /** Nobody keeps room for this viewer any more: it left, was removed, or stayed away too long.
     */
    void slotFreed(oriel::ViewerId viewer);
    /** Somebody got in, for the first time. */
    void admitted(oriel::ViewerId viewer);

private:
    struct Visitor;

    bool oneTime() const { return m_policy.reusablePassword.isEmpty(); }
    bool hasRoom() const;
    Verdict judged(const QString &address, const std::function<bool(const OneTimePassword &)> &fits,
                   bool fitsReusable);
    ViewerId admit(const QString &address, const QString &agent, bool vncAuthentication,
                   Callback done);
    void settle(Visitor &visitor);
    void finish(ViewerId viewer, Verdict::Kind kind);
    void noteWrong(const QString &address);
    void spendPassword();
    void offerPassword(PasswordReason reason);
    void issueTicket(Visitor &visitor);
    void waitIn(Visitor &visitor, int stage, std::chrono::milliseconds time);
    void setConnected(Visitor &visitor);
    void timeOut(ViewerId viewer);
    void freeSlot(ViewerId viewer, bool mayResume);
    Visitor *find(ViewerId viewer);
    Visitor *findByResume(const QByteArray &token) const;

    const Clock &m_clock;
    const SessionPolicy m_policy;
    AttemptLimiter m_limiter;
    OneTimePassword m_password;
    QList<OneTimePassword> m_retired; ///< spent or void: told apart from wrong ones
    std::map<ViewerId, std::unique_ptr<Visitor>> m_visitors;
    ViewerId m_lastViewer = 0;
    bool m_closed = false;
};

} // namespace oriel
