#include "ui/FileChooser.h"

#include "session/FileToSend.h"
#include "ui/Icons.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QStandardPaths>

namespace oriel {

FileChooser::FileChooser(SharingSession &session, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_folder(QStandardPaths::writableLocation(QStandardPaths::HomeLocation))
{
    connect(&session, &SharingSession::stateChanged, this, [this](SharingSession::State state) {
        if (state == SharingSession::State::Stopping && m_dialog)
            m_dialog->close();
    });
}

FileChooser::~FileChooser() = default;

void FileChooser::choose()
{
    if (!m_session.hasFileTaker())
        return;
    if (!m_dialog || !m_dialog->isVisible()) {
        m_dialog = std::make_unique<QFileDialog>(nullptr, tr("Send files"), m_folder);
        m_dialog->setWindowIcon(Icons::application());
        // Qt's own: the desktop's would be another program's window, in which a viewer could
        // choose whatever the host may read.
        m_dialog->setOption(QFileDialog::DontUseNativeDialog);
        m_dialog->setFileMode(QFileDialog::ExistingFiles);
        m_dialog->setLabelText(QFileDialog::Accept, tr("&Send"));
        connect(m_dialog.get(), &QFileDialog::filesSelected, this, &FileChooser::send);
    }
    m_dialog->show();
    m_dialog->raise();
    m_dialog->activateWindow();
}

void FileChooser::send(const QStringList &paths)
{
    if (!m_session.hasFileTaker()) {
        emit notice({Notice::Kind::Warning, tr("Nothing was sent"),
                     tr("Nobody is connected any more whom a file could be sent to.")});
        return;
    }
    for (const QString &path : paths) {
        m_folder = QFileInfo(path).path();
        const QString problem = FileToSend::problem(path, m_session.policy().fileLimit);
        if (problem.isEmpty())
            m_session.files().send(path);
        else
            emit notice({Notice::Kind::Warning, tr("A file was not sent"), problem});
    }
}

} // namespace oriel
