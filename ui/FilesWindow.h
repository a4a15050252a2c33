#pragma once

#include "session/SharingSession.h"

#include <QHash>
#include <QWidget>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace oriel {

class FileRow;

/**
 * The files that pass and passed during this session. Comes up by itself when one is offered or
 * begins to move, without taking the keyboard from what the host is doing.
 */
class FilesWindow : public QWidget {
    Q_OBJECT

public:
    /** `session` outlives it. */
    explicit FilesWindow(SharingSession &session, QWidget *parent = nullptr);

    void bringToFront();

signals:
    /** The host wants to see the folder with this file. */
    void folderWanted(const QString &path);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void build();
    void refresh(FileId file);
    void addRow(const FileTransfers::Entry &entry);
    void removeRow(FileId file);
    void refreshButtons();

    SharingSession &m_session;
    QVBoxLayout *m_list = nullptr;
    QLabel *m_nothing = nullptr;
    QPushButton *m_clear = nullptr;
    QHash<FileId, FileRow *> m_rows;
};

} // namespace oriel
