#pragma once

#include "proxy/FileReader.h"
#include "proxy/HttpConnection.h"
#include "session/Clock.h"
#include "session/FileTransfer.h"

#include <QObject>
#include <QPointer>

#include <chrono>
#include <memory>

namespace oriel {

/**
 * One of the host's files, offered to one viewer, which fetches it by a plain GET: a browser's
 * download carries no head of ours, so the ticket in its address is all that lets it in. A download
 * that broke may be begun again. Ends exactly once, with ended(). Lives in the net thread.
 */
class FileOffer : public QObject {
    Q_OBJECT

public:
    /** `clock` outlives it. */
    FileOffer(const FileTransfer &file, QString path, std::shared_ptr<DiskThread> disk,
              const Clock &clock, QObject *parent = nullptr);
    ~FileOffer() override;

    const FileTransfer &file() const { return m_file; }
    const QString &path() const { return m_path; }
    const QByteArray &ticket() const { return m_ticket; }
    bool isUnderWay() const { return m_connection; }

    /** Answers a request for it; not while it isUnderWay(). */
    void send(HttpConnection &connection);
    /** Cancelled or Withdrawn, by whoever may. */
    void stop(FileEnd why);

signals:
    /** Bytes pass on this connection (true), or no longer (false). */
    void waiting(oriel::HttpConnection *connection, bool waits);
    void started();
    /** At most five times a second. */
    void moved(qint64 bytes);
    /** The line broke: it is offered as before. */
    void broke();
    void ended(oriel::FileEnd end);

private:
    void begin();
    void readNext();
    void onRead(const QByteArray &piece);
    HttpConnection *release();
    void end(FileEnd why);

    const FileTransfer m_file;
    const QString m_path;
    const QByteArray m_ticket;
    const std::shared_ptr<DiskThread> m_disk;
    const Clock &m_clock;
    QPointer<HttpConnection> m_connection;
    std::unique_ptr<FileReader> m_reader;
    bool m_isReading = false;
    bool m_isOver = false;
    qint64 m_moved = 0;
    std::chrono::milliseconds m_lastTold{0};
};

} // namespace oriel
