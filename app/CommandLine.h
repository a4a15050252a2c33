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
        Take,
        RefuseFile,
        CancelFile,
        SendFile,
        MakeCa,
        Help,
        Version,
    };
    Action action = Action::Tray;
    SessionOptions options;
    bool json = false;
    int viewer = 0;            ///< of Allow, Refuse, Kick
    int file = 0;              ///< of Take, RefuseFile, CancelFile
    QString path;              ///< of SendFile; absolute
    std::optional<qint64> pid; ///< which instance the acting options mean
};

/** A usage error: one clear line that names the cure. */
struct UsageError {
    QString message;
};

/** Reads command lines, and the password file if one is named; looks what else is named up. */
class CommandLine {
    Q_DECLARE_TR_FUNCTIONS(oriel::CommandLine)

public:
    /** `arguments` without the program's name. */
    static std::variant<Invocation, UsageError> parse(const QStringList &arguments);
    static QString help();
};

} // namespace oriel
