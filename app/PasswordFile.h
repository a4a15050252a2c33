#pragma once

#include <QByteArray>
#include <QCoreApplication>
#include <QString>

#include <variant>

namespace oriel {

/** Reads a reusable password from a file. */
class PasswordFile {
    Q_DECLARE_TR_FUNCTIONS(oriel::PasswordFile)

public:
    struct Error {
        QString message; ///< one clear line
    };
    /**
     * The UTF-8 password in `path` ("-": standard input), one trailing line end removed; 8 to 64
     * characters. A file that others can read is taken, with a warning on standard error.
     */
    static std::variant<QByteArray, Error> read(const QString &path);
};

} // namespace oriel
