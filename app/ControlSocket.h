#pragma once

#include <QList>
#include <QString>

#include <optional>

/**
 * Where running instances can be told what to do: one local socket each, mode 0600, in a folder
 * of mode 0700. A request is one JSON object in one line, so is its answer.
 */
namespace oriel::ControlSocket {

/** A running instance, as its socket's name tells. */
struct Instance {
    QString path;
    std::optional<qint64> pid; ///< of a headless one; the tray's is known by its name alone
};

/** $XDG_RUNTIME_DIR/oriel, or a private folder below the temporary one; made if missing. Empty
 *  with a reason in `error` if there can be no private folder. */
QString folder(QString *error);
QString trayPath(const QString &folder);
QString headlessPath(const QString &folder, qint64 pid);

/** All sockets in the folder, dead ones included. The tray's comes first. */
QList<Instance> instances(const QString &folder);

} // namespace oriel::ControlSocket
