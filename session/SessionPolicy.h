#pragma once

#include <QByteArray>
#include <QMetaType>
#include <QStandardPaths>
#include <QString>
#include <QUrl>

#include <chrono>

namespace oriel {

/** The rules of one sharing session: chosen before it starts, fixed while it runs. */
struct SessionPolicy {
    static constexpr quint16 defaultPort = 6080;
    static constexpr qint64 mebibyte = qint64(1024) * 1024;

    QString listenAddress;      ///< numeric address to listen on; empty: all interfaces
    quint16 port = defaultPort; ///< 0: any free port
    bool nextFreePort = true;   ///< if `port` is taken, try the 99 that follow
    QString display;            ///< X display such as ":1"; empty: $DISPLAY
    bool viewOnly = false;
    bool clipboard = true;
    bool consent = false;
    QString fileFolder;                                ///< of viewers' files; empty: the downloads
    qint64 fileLimit = 2048 * mebibyte;                ///< bytes a file; 0: no files, either way
    bool takeFiles = false;                            ///< what viewers send, without asking
    int maxViewers = 1;                                ///< at least 1
    std::chrono::milliseconds timeout{15 * 60 * 1000}; ///< inactivity; 0: never
    std::chrono::milliseconds expire{60 * 60 * 1000};  ///< unused link; 0: never
    QByteArray reusablePassword; ///< UTF-8, 8 to 64 characters; empty: one-time passwords
    QString certificateFile;     ///< PEM; empty: the self-signed identity
    QString keyFile;             ///< PEM; set together with certificateFile
    QUrl publicUrl;              ///< the address a reverse proxy gives us; empty: none
    bool behindProxy = false;    ///< plain HTTP; only on loopback and with publicUrl

    /** Rights of a viewer that the host let in without narrowing them. */
    bool clipboardAllowed() const { return clipboard && !viewOnly; }
    bool filesAllowed() const { return fileLimit > 0 && !viewOnly; }
    /** Where viewers' files go. */
    QString folderForFiles() const
    {
        return fileFolder.isEmpty()
            ? QStandardPaths::writableLocation(QStandardPaths::DownloadLocation)
            : fileFolder;
    }
};

} // namespace oriel

Q_DECLARE_METATYPE(oriel::SessionPolicy)
