#include "ui/FileRow.h"

#include "ui/FileWords.h"

#include <QGridLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>

#include <algorithm>

namespace oriel {

namespace {

constexpr int barSteps = 1000; ///< sizes are beyond the bar's own integers

int stepsOf(const FileTransfers::Entry &entry)
{
    const auto size = static_cast<double>(entry.file.size);
    return size > 0 ? static_cast<int>(static_cast<double>(entry.moved) / size * barSteps)
                    : barSteps;
}

QLabel *makeLabel(const QString &objectName, const QString &text, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setObjectName(objectName);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setText(text);
    return label;
}

} // namespace

FileRow::FileRow(const FileTransfers::Entry &entry, const QString &viewer, QWidget *parent)
    : QWidget(parent)
    , m_bar(new QProgressBar(this))
    , m_state(makeLabel(QStringLiteral("state"), {}, this))
    , m_cancel(new QPushButton(tr("Cancel"), this))
    , m_folder(new QPushButton(tr("Show in folder"), this))
{
    const QString title = FileWords::name(entry.file);
    auto *name = makeLabel(QStringLiteral("name"), title, this);
    name->setToolTip(entry.file.name.toHtmlEscaped());
    QFont bold = name->font();
    bold.setBold(true);
    name->setFont(bold);
    const bool toHost = entry.file.direction == FileDirection::ToHost;
    auto *who = makeLabel(QStringLiteral("viewer"),
                          (toHost ? tr("from %1") : tr("to %1")).arg(viewer), this);
    m_bar->setRange(0, barSteps);
    m_bar->setTextVisible(false);
    m_bar->setMaximumHeight(fontMetrics().height() / 2);
    m_bar->setAccessibleName(title);
    m_cancel->setAccessibleName(tr("Cancel %1").arg(title));
    m_folder->setAccessibleName(tr("Show %1 in its folder").arg(title));
    connect(m_cancel, &QPushButton::clicked, this,
            [this, file = entry.file.id] { emit cancelWanted(file); });
    connect(m_folder, &QPushButton::clicked, this, [this] { emit folderWanted(m_path); });

    const int widest = std::max(m_cancel->sizeHint().width(), m_folder->sizeHint().width());
    for (QPushButton *button : {m_cancel, m_folder}) {
        button->setAutoDefault(false);
        button->setMinimumWidth(widest);
    }
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins({});
    grid->setVerticalSpacing(fontMetrics().height() / 5);
    grid->setColumnStretch(0, 1);
    grid->addWidget(name, 0, 0);
    grid->addWidget(who, 1, 0);
    grid->addWidget(m_bar, 2, 0);
    grid->addWidget(m_state, 3, 0);
    grid->addWidget(m_cancel, 0, 1, 2, 1, Qt::AlignTop);
    grid->addWidget(m_folder, 0, 1, 2, 1, Qt::AlignTop);
    setEntry(entry);
}

void FileRow::setEntry(const FileTransfers::Entry &entry)
{
    const bool over = entry.stage == FileTransfers::Stage::Ended;
    const bool saved =
        over && entry.end == FileEnd::Done && entry.file.direction == FileDirection::ToHost;
    m_path = entry.path;
    m_bar->setValue(stepsOf(entry));
    m_bar->setVisible(entry.stage == FileTransfers::Stage::Running);
    m_state->setText(FileWords::state(entry));
    m_cancel->setVisible(!over);
    m_folder->setVisible(saved);
}

} // namespace oriel
