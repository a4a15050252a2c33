#pragma once

#include "session/FileTransfer.h"

#include <QList>
#include <QObject>

#include <chrono>
#include <optional>

namespace oriel {

/**
 * The files that pass during a session, as the host sees them. A part of SharingSession, built
 * like it: what does the work hangs on the "to the service" signals and answers through the "from
 * the service" slots, always queued; windows, tray, events and the control socket hang on the
 * rest. Lives in the gui thread.
 *
 *     to the host:   Asking ─answer→ Answered ─bytes→ Running → Ended
 *     to a viewer:   Offered (waiting for the viewer's click) ⇄ Running → Ended
 */
class FileTransfers : public QObject {
    Q_OBJECT

public:
    enum class Stage { Asking, Answered, Offered, Running, Ended };
    Q_ENUM(Stage)

    /** So long a file that asks waits for an answer; then the service refuses it. */
    static constexpr std::chrono::seconds patience{60};

    struct Entry {
        FileTransfer file;
        Stage stage = Stage::Asking;
        qint64 moved = 0;            ///< bytes so far
        FileEnd end = FileEnd::Done; ///< with Ended
        QString path;                ///< on the host: where it was saved, with Ended and Done; or
                                     ///< what is sent
    };

    explicit FileTransfers(QObject *parent = nullptr);

    /** In the order they came; ended ones stay until clear(). */
    const QList<Entry> &entries() const { return m_entries; }
    std::optional<Entry> find(FileId file) const;

public slots:
    // From people
    /** False if no such file asks now. */
    bool answer(oriel::FileId file, oriel::FileAnswer answer);
    /** False if no such file is on its way: ended, or never heard of. */
    bool cancel(oriel::FileId file);
    /** Offers a file to every viewer with the right to files. `path`: absolute, readable. */
    void send(const QString &path);
    /** Forgets the ended ones. */
    void clear();
    /**
     * Forgets all: another session begins, and counts from 1 again. `asking`: people are asked
     * before a viewer's file is taken; else fileAsked() only announces it.
     */
    void reset(bool asking);

    // From the service
    void fileAsked(const oriel::FileTransfer &file);
    /**
     * One offer for each viewer. `path` as given to send(). Again for the same one when a download
     * broke: the offer stands.
     */
    void fileOffered(const oriel::FileTransfer &file, const QString &path);
    void fileStarted(oriel::FileId file);
    void fileMoved(oriel::FileId file, qint64 bytes);
    /** `path`: where it was saved, with ToHost and Done. */
    void fileEnded(oriel::FileId file, oriel::FileEnd end, const QString &path);

signals:
    // To the service
    void answerWanted(oriel::FileId file, oriel::FileAnswer answer);
    void cancelWanted(oriel::FileId file);
    void sendWanted(const QString &path);

    // To people
    void asks(const oriel::FileTransfer &file);
    /** It asks no longer: answered, withdrawn or out of time. */
    void askEnded(oriel::FileId file);
    /** A viewer is offered a file, for the first time. */
    void offered(const oriel::FileTransfer &file);
    /**
     * Anything about it changed, also that it came or was forgotten; at most some five times
     * a second for bytes moved.
     */
    void changed(oriel::FileId file);
    void ended(oriel::FileId file);

private:
    Entry *entry(FileId file);
    void add(const Entry &entry);
    void forget(bool (*which)(const Entry &));

    QList<Entry> m_entries;
    bool m_asking = true;
};

} // namespace oriel
