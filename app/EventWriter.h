#pragma once

#include "session/SharingSession.h"

#include <QObject>

#include <cstdio>
#include <functional>

namespace oriel {

/**
 * Tells on standard output what happens to a session: as JSON, one object a line, or as short
 * sentences with the QR code. Flushed line by line. Lives in the gui thread.
 */
class EventWriter : public QObject {
    Q_OBJECT

public:
    enum class Form { Json, Sentences };

    /** `session` outlives it. `qrCode` draws a link for a terminal, with a line end; may be empty.
     */
    EventWriter(SharingSession &session, Form form, std::function<QString(const QString &)> qrCode,
                std::FILE *out = stdout, QObject *parent = nullptr);

private:
    void sharing(const char *event);
    void passwordChanged(const QString &password, PasswordReason reason);
    void viewerAsks(const ViewerInfo &viewer);
    void viewerCame(const ViewerInfo &viewer);
    void viewerLeft(const ViewerInfo &viewer, LeaveReason reason);
    void fileAsks(const FileTransfer &file);
    void fileOffered(const FileTransfer &file);
    void fileEnded(FileId id);
    void stopped(StopReason reason);
    void write(const QJsonObject &event);
    void write(const char *event, QJsonObject fields);
    void say(const QString &sentence);
    void sayLink();

    SharingSession &m_session;
    const Form m_form;
    const std::function<QString(const QString &)> m_qrCode;
    std::FILE *const m_out;
    bool m_began = false;
};

} // namespace oriel
