#pragma once

#include "session/SessionPolicy.h"

#include <QJsonObject>
#include <QString>

#include <optional>

namespace oriel {

/**
 * What the command line asks of a session; what it does not name stays as the policy it is
 * applied to has it. Travels as JSON to a running instance, over its private control socket.
 */
struct SessionOptions {
    std::optional<QString> listenAddress; ///< numeric; empty: all interfaces
    std::optional<quint16> port;
    std::optional<QString> display;
    std::optional<bool> viewOnly;
    std::optional<bool> clipboard;
    std::optional<bool> consent;
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
    static SessionOptions fromJson(const QJsonObject &json);
};

} // namespace oriel
