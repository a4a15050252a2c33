#include "ui/Words.h"

#include <QStringList>

#include <algorithm>

namespace oriel {

namespace {

constexpr int longestAgent = 60;
constexpr int fingerprintLine = 8;

QString plain(const QString &untrusted)
{
    QString result;
    for (const QChar c : untrusted) {
        if (c.isPrint() && !QStringView(u"<>&").contains(c))
            result.append(c);
    }
    return result.simplified().left(longestAgent);
}

/** The unit that duration() counts in. */
std::chrono::seconds unit(std::chrono::seconds left)
{
    using std::chrono::hours;
    using std::chrono::minutes;
    if (left > hours(2))
        return hours(1);
    return left > minutes(1) ? minutes(1) : std::chrono::seconds(1);
}

int countOf(std::chrono::seconds left)
{
    const auto one = unit(left);
    return static_cast<int>(
        (std::max(left, std::chrono::seconds(0)) + one - std::chrono::seconds(1)) / one);
}

} // namespace

QString Words::viewer(const ViewerInfo &viewer)
{
    const QString agent = plain(viewer.agent);
    return agent.isEmpty() ? viewer.address : tr("%1 with %2").arg(viewer.address, agent);
}

QString Words::status(const SharingSession &session)
{
    switch (session.state()) {
    case SharingSession::State::Idle: return tr("Not sharing");
    case SharingSession::State::Starting: return tr("Starting…");
    case SharingSession::State::Waiting:
        return session.asking().isEmpty() ? tr("Waiting for somebody to open the link")
                                          : tr("Somebody asks to come in");
    case SharingSession::State::Connected: {
        const auto count = static_cast<int>(session.viewers().size());
        return count == 1 ? tr("%1 is connected").arg(session.viewers().constFirst().address)
                          : tr("%n viewer(s) connected", nullptr, count);
    }
    case SharingSession::State::Stopping: return tr("Stopping…");
    }
    return {};
}

QString Words::duration(std::chrono::seconds left)
{
    const int count = countOf(left);
    if (unit(left) == std::chrono::hours(1))
        return tr("%n hour(s)", nullptr, count);
    return unit(left) == std::chrono::minutes(1) ? tr("%n minute(s)", nullptr, count)
                                                 : tr("%n second(s)", nullptr, count);
}

std::chrono::seconds Words::nextChange(std::chrono::seconds left)
{
    return std::max(left - unit(left) * (countOf(left) - 1), std::chrono::seconds(1));
}

QString Words::promise(const SessionPolicy &policy)
{
    if (policy.viewOnly) {
        return policy.consent
            ? tr("You get a link to send: whoever opens it in a browser can watch this desktop "
                 "once you allow it, but not touch anything.")
            : tr("You get a link to send: whoever opens it in a browser can watch this desktop, "
                 "but not touch anything.");
    }
    return policy.consent
        ? tr("You get a link to send: whoever opens it in a browser sees this desktop and can "
             "work on it, once you allow it.")
        : tr("You get a link to send: whoever opens it in a browser sees this desktop and can "
             "work on it.");
}

QString Words::ended(StopReason reason, const QString &error)
{
    switch (reason) {
    case StopReason::Inactivity: return tr("Nobody did anything for a while, so sharing ended.");
    case StopReason::Expired: return tr("Nobody opened the link in time, so it is void now.");
    case StopReason::Error:
        return error.isEmpty() ? tr("Sharing ended because of an error.") : error;
    case StopReason::User:
    case StopReason::Signal: break;
    }
    return tr("This desktop is no longer shared.");
}

QString Words::wrappedFingerprint(const QString &fingerprint)
{
    const QStringList pairs = fingerprint.split(QLatin1Char(':'));
    QStringList lines;
    for (qsizetype i = 0; i < pairs.size(); i += fingerprintLine)
        lines.append(pairs.mid(i, fingerprintLine).join(QLatin1Char(':')));
    return lines.join(QLatin1Char('\n'));
}

} // namespace oriel
