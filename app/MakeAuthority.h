#pragma once

#include <QCoreApplication>
#include <QString>

namespace oriel {

/** What `oriel --make-ca` does: makes the host's own certificate authority, and says how to use it.
 */
class MakeAuthority {
    Q_DECLARE_TR_FUNCTIONS(oriel::MakeAuthority)

public:
    /** Keeps the authority in `directory`; prints. The process's exit code. */
    static int run(const QString &directory);
};

} // namespace oriel
