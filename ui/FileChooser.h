#pragma once

#include "session/SharingSession.h"
#include "ui/Notice.h"

#include <QObject>

#include <memory>

class QFileDialog;

namespace oriel {

/** Lets the host choose files, and has the session send them to the viewers. */
class FileChooser : public QObject {
    Q_OBJECT

public:
    /** `session` outlives it. */
    explicit FileChooser(SharingSession &session, QObject *parent = nullptr);
    ~FileChooser() override;

    /** Opens the dialog, or brings it to the front. Nothing if nobody could get a file. */
    void choose();
    /** Sends what can be sent, and tells what can't. */
    void send(const QStringList &paths);

signals:
    void notice(const oriel::Notice &notice);

private:
    SharingSession &m_session;
    std::unique_ptr<QFileDialog> m_dialog; ///< the last one
    QString m_folder;                      ///< of the last choice
};

} // namespace oriel
