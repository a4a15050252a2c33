#pragma once

#include "app/SessionOptions.h"

#include <QCoreApplication>
#include <QStringList>

#include <optional>
#include <variant>

namespace oriel {

/** What a command line asks for. */
struct Invocation {
    enum class Action {
        Tray,     ///< the tray, or bring the running one to the front
        Share,    ///< share at once, in the running instance if there is one
        Headless, ///< share at once without window and tray
        Stop,
        Status,
        Allow,
        Refuse,
        Kick,
        Renew,
        Help,
        Version,
    };
    Action action = Action::Tray;
    SessionOptions options;
    bool json = false;
    int viewer = 0;            ///< of Allow, Refuse, Kick
    std::optional<qint64> pid; ///< which instance the acting options mean
};

/** A usage error: one clear line that names the cure. */
struct UsageError {
    QString message;
};

/** Reads command lines. Reads the password file, if one is named, and nothing else. */
class CommandLine {
    Q_DECLARE_TR_FUNCTIONS(oriel::CommandLine)

public:
    /** `arguments` without the program's name. */
    static std::variant<Invocation, UsageError> parse(const QStringList &arguments);
    static QString help();
};

} // namespace oriel
