#pragma once

#include "session/SharingSession.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <utility>

namespace oriel {

/**
 * A SharingSession whose service does nothing by itself: the test plays the service through the
 * session's slots, and finds here what the windows asked of it.
 */
class ScriptedSession : public SharingSession {
    Q_OBJECT

public:
    static const QString password;    ///< "K7QM3XWP"
    static const QStringList urls;    ///< IPv4 first, a VPN's, IPv6
    static const QString fingerprint; ///< "AB:CD:" and so on, 32 pairs

    /** `clock` outlives it. */
    explicit ScriptedSession(const Clock &clock = systemClock());

    /** Starts and is Waiting, with the values above. */
    void share(const SessionPolicy &policy = {});
    /** Stopped for `reason`, Idle again. */
    void end(StopReason reason);
    /** What a service does after an answer: the question is over, the viewer in or not. */
    void settle(ViewerId viewer, bool admitted);
    /** In and connected. */
    void admit(const ViewerInfo &viewer);

    static ViewerInfo phone(ViewerId id = 1);
    /** 2.0 MiB from viewer 1. */
    static FileTransfer photo(FileId id = 1);
    /** 5.0 KiB to viewer 1. */
    static FileTransfer plan(FileId id = 1);

    QList<std::pair<ViewerId, ConsentAnswer>> answers;
    QList<ViewerId> kicks;
    QList<std::pair<FileId, FileAnswer>> fileAnswers;
    QList<FileId> cancelled;
    QStringList sent;
    int renewals = 0;

private:
    static const SystemClock &systemClock();
};

/** The whole text a widget shows: labels, buttons, fields and lists, also of its children. */
QString textOf(const QObject &widget);

} // namespace oriel
