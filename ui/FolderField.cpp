#include "ui/FolderField.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>

namespace oriel {

namespace {

constexpr int widthInCharacters = 28;

} // namespace

FolderField::FolderField(const QString &name, QWidget *parent)
    : QWidget(parent)
    , m_edit(new QLineEdit(this))
{
    m_edit->setObjectName(QStringLiteral("fileFolder"));
    m_edit->setAccessibleName(name);
    m_edit->setMinimumWidth(fontMetrics().averageCharWidth() * widthInCharacters);
    auto *button = new QPushButton(tr("C&hoose…"), this);
    button->setAutoDefault(false);
    connect(button, &QPushButton::clicked, this, &FolderField::choose);
    setFocusProxy(m_edit);

    auto *row = new QHBoxLayout(this);
    row->setContentsMargins({});
    row->addWidget(m_edit, 1);
    row->addWidget(button);
}

QString FolderField::folder() const
{
    const QString typed = m_edit->text().trimmed();
    return typed.isEmpty() ? typed : QDir::cleanPath(typed);
}

void FolderField::setFolder(const QString &folder) { m_edit->setText(folder); }

bool FolderField::isUsable() const
{
    const QFileInfo info(folder());
    return info.isAbsolute() && info.isDir() && info.isWritable();
}

void FolderField::choose()
{
    // Qt's own: the desktop's would be another program's window, which viewers see and touch.
    auto *dialog = new QFileDialog(this, m_edit->accessibleName(), folder());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setOption(QFileDialog::DontUseNativeDialog);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, this, &FolderField::setFolder);
    dialog->open();
}

} // namespace oriel
