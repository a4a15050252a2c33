#pragma once

#include "session/FileTransfers.h"

#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;

namespace oriel {

/** One file in the window of files: what, with whom, how far, and a button for what can be done. */
class FileRow : public QWidget {
    Q_OBJECT

public:
    /** `viewer`: who sends or gets it, in words. */
    FileRow(const FileTransfers::Entry &entry, const QString &viewer, QWidget *parent = nullptr);

    /** The same file, as it is now. */
    void setEntry(const FileTransfers::Entry &entry);

signals:
    void cancelWanted(oriel::FileId file);
    /** Where it was saved. */
    void folderWanted(const QString &path);

private:
    QString m_path;
    QProgressBar *m_bar;
    QLabel *m_state;
    QPushButton *m_cancel;
    QPushButton *m_folder;
};

} // namespace oriel
