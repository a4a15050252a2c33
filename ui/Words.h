#pragma once

#include "session/SharingSession.h"

#include <QCoreApplication>
#include <QString>

#include <chrono>

namespace oriel {

/** What the windows, the tray and the notifications say alike. Pure functions. */
class Words {
    Q_DECLARE_TR_FUNCTIONS(oriel::Words)

public:
    /**
     * "192.168.1.7 with Firefox on Android". The browser's own words are cut to 60 printable
     * characters without markup, since notifications and tool tips may be drawn as rich text.
     */
    static QString viewer(const ViewerInfo &viewer);
    /** The session in a few words: "Waiting for somebody to open the link". */
    static QString status(const SharingSession &session);
    /** "15 minutes", "45 seconds"; rounded up. */
    static QString duration(std::chrono::seconds left);
    /** After this duration() says something else, when `left` counts down. At least 1 s. */
    static std::chrono::seconds nextChange(std::chrono::seconds left);
    /** One sentence about what sharing by `policy` will let others do. */
    static QString promise(const SessionPolicy &policy);
    /** Why a session ended, as a sentence. */
    static QString ended(StopReason reason, const QString &error);
    /** A SHA-256 fingerprint ("AB:CD:…") in four lines of eight pairs. */
    static QString wrappedFingerprint(const QString &fingerprint);
};

} // namespace oriel
