#pragma once

#include "session/SharingSession.h"
#include "ui/Notice.h"

#include <QObject>

namespace oriel {

/** Decides which events of the session the host is told about, and in which words. */
class Notifications : public QObject {
    Q_OBJECT

public:
    /** `session` outlives it. */
    explicit Notifications(const SharingSession &session, QObject *parent = nullptr);

signals:
    void notice(const oriel::Notice &notice);

private:
    void tellCame(const ViewerInfo &viewer);
    void tellLeft(const ViewerInfo &viewer, LeaveReason reason);
    void tellPassword(PasswordReason reason);
    void tellCertificate(const QString &trouble);
    void tellFile(const FileTransfers::Entry &entry);
    void tellStopped(StopReason reason, const QString &error);
};

} // namespace oriel
