#pragma once

#include "proxy/FileSaver.h"
#include "proxy/HttpConnection.h"
#include "session/Clock.h"
#include "session/FileTransfer.h"

#include <QObject>
#include <QPointer>

#include <chrono>
#include <memory>

namespace oriel {

/**
 * One file on its way from a viewer to the host's disk, by two requests: the first one asks and
 * waits for the host's answer, the second one brings the bytes. Ends exactly once, with ended(),
 * whatever becomes of its connections; what came of an unfinished file is gone then. Lives in the
 * net thread.
 */
class FileUpload : public QObject {
    Q_OBJECT

public:
    /** So long the host may take to answer; the page then has as long to begin. */
    static constexpr std::chrono::seconds patience{60};

    /** `clock` outlives it. */
    FileUpload(const FileTransfer &file, const QString &folder, std::shared_ptr<DiskThread> disk,
               const Clock &clock, QObject *parent = nullptr);
    ~FileUpload() override;

    const FileTransfer &file() const { return m_file; }
    /** Waits for the bytes, and `ticket` is the one that was given out for them. */
    bool awaits(const QByteArray &ticket) const;

    /** Takes the first request, which waits. */
    void ask(HttpConnection &connection);
    /** The host's. Ignored if it is not asked (any more). */
    void answer(FileAnswer answer);
    /** Takes the second request; awaits() said so. */
    void receive(HttpConnection &connection);
    /** Cancelled or Withdrawn, by whoever may. */
    void stop(FileEnd why);

signals:
    /** A request waits for the host's answer (true), or no longer (false); or bytes pass. */
    void waiting(oriel::HttpConnection *connection, bool waits);
    void started();
    /** At most five times a second. */
    void moved(qint64 bytes);
    /** `path`: where it was saved, with Done. */
    void ended(oriel::FileEnd end, const QString &path);

private:
    enum class Stage { New, Asking, Opening, Granted, Receiving, Saving, Ended };

    void take(HttpConnection &connection);
    void respond(const HttpResponse &response);
    void grant();
    void pump();
    void onWritten();
    void onFinished(const QString &path);
    void end(FileEnd why, const QString &path = {});

    const FileTransfer m_file;
    const Clock &m_clock;
    Stage m_stage = Stage::New;
    QByteArray m_ticket;
    QPointer<HttpConnection> m_connection;
    std::unique_ptr<FileSaver> m_saver;
    bool m_isWriting = false;
    qint64 m_moved = 0;
    qsizetype m_piece = 0; ///< bytes that the saver writes just now
    std::chrono::milliseconds m_lastTold{0};
    std::unique_ptr<ClockTimer> m_timer;
};

} // namespace oriel
