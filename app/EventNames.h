#pragma once

#include "session/SharingSession.h"

#include <QJsonObject>
#include <QString>

/** The contract's words for values, in events and in --status. */
namespace oriel::EventNames {

inline QString of(LeaveReason reason)
{
    switch (reason) {
    case LeaveReason::Left: return QStringLiteral("left");
    case LeaveReason::Kicked: return QStringLiteral("kicked");
    case LeaveReason::Inactivity: return QStringLiteral("inactivity");
    case LeaveReason::Expired: return QStringLiteral("expired");
    case LeaveReason::Error: return QStringLiteral("error");
    }
    return {};
}

inline QString of(StopReason reason)
{
    switch (reason) {
    case StopReason::User: return QStringLiteral("user");
    case StopReason::Signal: return QStringLiteral("signal");
    case StopReason::Inactivity: return QStringLiteral("inactivity");
    case StopReason::Expired: return QStringLiteral("expired");
    case StopReason::Error: return QStringLiteral("error");
    }
    return {};
}

inline QString of(PasswordReason reason)
{
    switch (reason) {
    case PasswordReason::Used: return QStringLiteral("used");
    case PasswordReason::TooManyAttempts: return QStringLiteral("too-many-attempts");
    case PasswordReason::Renewed: return QStringLiteral("renewed");
    }
    return {};
}

inline QString of(SharingSession::State state)
{
    switch (state) {
    case SharingSession::State::Idle: return QStringLiteral("idle");
    case SharingSession::State::Starting: return QStringLiteral("starting");
    case SharingSession::State::Waiting: return QStringLiteral("waiting");
    case SharingSession::State::Connected: return QStringLiteral("connected");
    case SharingSession::State::Stopping: return QStringLiteral("stopping");
    }
    return {};
}

/** What each event about a file has. */
inline QJsonObject fieldsOf(const FileTransfer &file)
{
    return {{QLatin1String("file"), file.id},
            {QLatin1String("viewer"), file.viewer},
            {QLatin1String("name"), file.name},
            {QLatin1String("size"), file.size}};
}

} // namespace oriel::EventNames
