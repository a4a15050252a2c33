#pragma once

#include "app/CommandLine.h"

#include <QCoreApplication>
#include <QJsonObject>

#include <optional>

namespace oriel {

/** Speaks to a running instance, for a process that then ends: so it may wait. */
class ControlClient {
    Q_DECLARE_TR_FUNCTIONS(oriel::ControlClient)

public:
    /**
     * Carries out one of the acting options (--stop, --status, --allow …): finds the instance,
     * asks it, prints. Returns the process's exit code.
     */
    static int act(const Invocation &invocation);

    /**
     * Hands --share, or a plain second start, to a running tray. Nothing if there is none, else
     * the exit code.
     */
    static std::optional<int> handToTray(const Invocation &invocation);

    /** One request to one socket. Nothing if nobody answers there. */
    static std::optional<QJsonObject> ask(const QString &path, const QJsonObject &request);
};

} // namespace oriel
