#include "ui/FilesWindow.h"

#include "ui/FileRow.h"
#include "ui/FileWords.h"
#include "ui/Icons.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace oriel {

namespace {

using Stage = FileTransfers::Stage;

constexpr int widthInCharacters = 76;
constexpr int heightInLines = 16;

bool isMoving(const FileTransfers::Entry &entry)
{
    return entry.stage == Stage::Offered || entry.stage == Stage::Running;
}

/** What ended before it moved is no news, but for what the host has to mend. */
bool isNews(const FileTransfers::Entry &entry)
{
    return isMoving(entry)
        || (entry.stage == Stage::Ended && entry.end != FileEnd::Refused
            && entry.end != FileEnd::Withdrawn && entry.end != FileEnd::Cancelled);
}

} // namespace

FilesWindow::FilesWindow(SharingSession &session, QWidget *parent)
    : QWidget(parent, Qt::Window)
    , m_session(session)
{
    setWindowTitle(tr("Files"));
    setWindowIcon(Icons::application());
    build();
    connect(&session.files(), &FileTransfers::changed, this, &FilesWindow::refresh);
    for (const FileTransfers::Entry &entry : session.files().entries())
        refresh(entry.file.id);
    refreshButtons();
}

void FilesWindow::build()
{
    const int margin = fontMetrics().height();
    auto *inside = new QWidget;
    m_list = new QVBoxLayout(inside);
    m_list->setContentsMargins(margin, margin, margin, margin);
    m_list->setSpacing(margin);
    m_nothing = new QLabel(tr("No files have passed yet."), inside);
    m_list->addWidget(m_nothing);
    m_list->addStretch();

    auto *area = new QScrollArea(this);
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setWidget(inside);
    area->setMinimumSize(fontMetrics().averageCharWidth() * widthInCharacters,
                         margin * heightInLines);
    m_clear = new QPushButton(tr("Clear &list"), this);
    m_clear->setToolTip(tr("Forgets what is over. Files that were saved stay where they are."));
    auto *close = new QPushButton(tr("&Close"), this);
    connect(m_clear, &QPushButton::clicked, &m_session.files(), &FileTransfers::clear);
    connect(close, &QPushButton::clicked, this, &QWidget::close);

    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_clear);
    buttons->addStretch();
    buttons->addWidget(close);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(area);
    layout->addLayout(buttons);
}

void FilesWindow::bringToFront()
{
    setAttribute(Qt::WA_ShowWithoutActivating, false);
    setWindowState(windowState() & ~Qt::WindowMinimized);
    show();
    raise();
    activateWindow();
}

void FilesWindow::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Cancel))
        close();
    else
        QWidget::keyPressEvent(event);
}

void FilesWindow::refresh(FileId file)
{
    const auto entry = m_session.files().find(file);
    if (!entry)
        removeRow(file);
    else if (FileRow *row = m_rows.value(file))
        row->setEntry(*entry);
    else if (isNews(*entry))
        addRow(*entry);
    refreshButtons();
}

void FilesWindow::addRow(const FileTransfers::Entry &entry)
{
    auto *row = new FileRow(entry, FileWords::viewer(entry.file, m_session), this);
    connect(row, &FileRow::cancelWanted, &m_session.files(), &FileTransfers::cancel);
    connect(row, &FileRow::folderWanted, this, &FilesWindow::folderWanted);
    m_list->insertWidget(0, row); // the newest is seen without scrolling
    row->show();
    m_rows.insert(entry.file.id, row);
    if (!isVisible() && isMoving(entry)) {
        setAttribute(Qt::WA_ShowWithoutActivating);
        show();
    }
}

void FilesWindow::removeRow(FileId file)
{
    if (FileRow *row = m_rows.take(file)) {
        m_list->removeWidget(row);
        row->hide();
        row->deleteLater();
    }
}

void FilesWindow::refreshButtons()
{
    m_nothing->setVisible(m_rows.isEmpty());
    m_clear->setEnabled(std::ranges::any_of(m_session.files().entries(), [](const auto &entry) {
        return entry.stage == Stage::Ended;
    }));
}

} // namespace oriel
