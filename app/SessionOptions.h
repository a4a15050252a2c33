#pragma once

#include "session/SessionPolicy.h"

#include <QJsonObject>
#include <QString>

#include <chrono>
#include <optional>

namespace oriel {

/**
 * What the command line asks of a session; what it does not name stays as the policy it is
 * applied to has it. Travels as JSON to a running instance, over its private control socket.
 */
struct SessionOptions {
    static constexpr int mostViewers = 100;
    static constexpr qint64 mostFileMebibytes = 1024 * 1024;    ///< a tebibyte
    static constexpr std::chrono::minutes longest{7 * 24 * 60}; ///< timeout and expire

    std::optional<QString> listenAddress; ///< numeric; empty: all interfaces
    std::optional<quint16> port;
    std::optional<QString> display;
    std::optional<bool> viewOnly;
    std::optional<bool> clipboard;
    std::optional<bool> consent;
    std::optional<QString> fileFolder; ///< absolute
    std::optional<qint64> fileMebibytes;
    std::optional<bool> takeFiles;
    std::optional<int> maxViewers;
    std::optional<double> timeoutMinutes;
    std::optional<double> expireMinutes;
    std::optional<QByteArray> password;
    std::optional<QString> certificateFile;
    std::optional<QString> keyFile;
    std::optional<QString> publicUrl;
    std::optional<bool> behindProxy;

    bool isEmpty() const { return toJson().isEmpty(); }
    SessionPolicy appliedTo(SessionPolicy policy) const;

    QJsonObject toJson() const;
    /** Nothing if a value is not of its kind or not one that the command line takes. */
    static std::optional<SessionOptions> fromJson(const QJsonObject &json);
};

} // namespace oriel
