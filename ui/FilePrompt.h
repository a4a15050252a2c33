#pragma once

#include "session/FileTransfer.h"
#include "ui/TimedPrompt.h"

namespace oriel {

/** Asks the host whether a viewer's file is taken. */
class FilePrompt : public TimedPrompt {
    Q_OBJECT

public:
    /** `viewer`: who sends it, in words. `folder`: where it would be saved. */
    FilePrompt(const FileTransfer &file, const QString &viewer, const QString &folder,
               const Patience &patience, QWidget *parent = nullptr);

    FileId file() const { return m_file; }

signals:
    void answered(oriel::FileId file, oriel::FileAnswer answer);

private:
    const FileId m_file;
};

} // namespace oriel
