#pragma once

#include <QFile>
#include <QJsonObject>

namespace oriel {

/** Writes what a fake desktop is told, one JSON object a line, at once. */
class FakeRecorder {
public:
    /** Appends to `path`; empty: records nothing. False if the file can't be written. */
    bool open(const QString &path);
    void record(const QJsonObject &entry);

private:
    QFile m_file;
};

} // namespace oriel
