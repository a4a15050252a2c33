#include "ui/PreferencesDialog.h"

#include "ui/FolderField.h"
#include "ui/StartAtLogin.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QFormLayout>
#include <QGroupBox>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

#include <cmath>

namespace oriel {

namespace {

// The ranges of Settings.
constexpr int mostMinutes = 1440;
constexpr int mostViewers = 16;
constexpr int lowestPort = 1024;
constexpr int highestPort = 65535;
constexpr int mostFileMebibytes = 1024 * 1024;

QSpinBox *makeSpinBox(int lowest, int highest, const QString &objectName)
{
    auto *box = new QSpinBox;
    box->setRange(lowest, highest);
    box->setObjectName(objectName);
    return box;
}

/** A fraction of a minute, which only a hand-edited file can hold, must not look like "never". */
int wholeMinutes(double minutes) { return static_cast<int>(std::ceil(minutes)); }

} // namespace

PreferencesDialog::PreferencesDialog(Settings &settings, const StartAtLogin &startAtLogin,
                                     const SharingSession &session, QWidget *parent)
    : QDialog(parent)
    , m_settings(settings)
    , m_startAtLogin(startAtLogin)
    , m_session(session)
    , m_consent(new QCheckBox(tr("&Ask me before anybody gets in")))
    , m_viewOnly(new QCheckBox(tr("Others may &look only, not control")))
    , m_viewers(makeSpinBox(1, mostViewers, QStringLiteral("viewers")))
    , m_timeout(makeSpinBox(0, mostMinutes, QStringLiteral("timeout")))
    , m_port(makeSpinBox(lowestPort, highestPort, QStringLiteral("port")))
    , m_fileFolder(new FolderField(tr("Folder for files from viewers"), this))
    , m_fileLimit(makeSpinBox(0, mostFileMebibytes, QStringLiteral("fileLimit")))
    , m_atLogin(new QCheckBox(tr("Start Oriel when I log &in")))
    , m_hint(new QLabel(tr("Sharing goes on by the old rules; the new ones apply when you share "
                           "the next time.")))
    , m_error(new QLabel)
{
    setWindowTitle(tr("Preferences"));
    m_consent->setObjectName(QStringLiteral("consent"));
    m_viewOnly->setObjectName(QStringLiteral("viewOnly"));
    m_atLogin->setObjectName(QStringLiteral("atLogin"));
    m_hint->setObjectName(QStringLiteral("hint"));
    m_hint->setWordWrap(true);
    m_error->setObjectName(QStringLiteral("error"));
    m_error->setWordWrap(true);
    m_error->setTextFormat(Qt::PlainText);
    m_error->hide();

    auto *layout = new QVBoxLayout(this);
    layout->setSizeConstraint(QLayout::SetFixedSize);
    layout->addWidget(makeAccessGroup());
    layout->addWidget(makeLimitsGroup());
    layout->addWidget(makeFilesGroup());
    layout->addWidget(m_atLogin);
    layout->addWidget(m_hint);
    layout->addWidget(m_error);
    layout->addWidget(makeButtons());
    load();
    connect(&session, &SharingSession::stateChanged, this, &PreferencesDialog::refreshHint);
    refreshHint();
}

QWidget *PreferencesDialog::makeAccessGroup()
{
    auto *group = new QGroupBox(tr("Who gets in"));
    auto *form = new QFormLayout(group);
    form->addRow(m_consent);
    form->addRow(m_viewOnly);
    form->addRow(tr("&Viewers at the same time:"), m_viewers);
    return group;
}

QWidget *PreferencesDialog::makeLimitsGroup()
{
    m_timeout->setSpecialValueText(tr("never"));
    m_timeout->setSuffix(tr(" minutes"));
    m_port->setToolTip(tr("If it is taken, the next free one is used."));
    auto *group = new QGroupBox(tr("Sharing"));
    auto *form = new QFormLayout(group);
    form->addRow(tr("Ends after nobody did &anything for:"), m_timeout);
    form->addRow(tr("&Port, or the next free one:"), m_port);
    return group;
}

QWidget *PreferencesDialog::makeFilesGroup()
{
    m_fileLimit->setSpecialValueText(tr("no files"));
    m_fileLimit->setSuffix(tr(" MiB"));
    m_fileLimit->setToolTip(
        tr("You are asked before each file. The limit holds for what you send, too."));
    connect(m_fileLimit, &QSpinBox::valueChanged, m_fileFolder,
            [this](int mebibytes) { m_fileFolder->setEnabled(mebibytes > 0); });
    auto *group = new QGroupBox(tr("Files"));
    auto *form = new QFormLayout(group);
    auto *label = new QLabel(tr("Save &what viewers send in:"));
    label->setBuddy(m_fileFolder);
    form->addRow(label, m_fileFolder);
    form->addRow(tr("La&rgest file:"), m_fileLimit);
    return group;
}

QWidget *PreferencesDialog::makeButtons()
{
    auto *buttons = new QDialogButtonBox;
    auto *ok = buttons->addButton(tr("&OK"), QDialogButtonBox::AcceptRole);
    ok->setDefault(true);
    buttons->addButton(tr("&Cancel"), QDialogButtonBox::RejectRole);
    connect(buttons, &QDialogButtonBox::accepted, this, &PreferencesDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &PreferencesDialog::reject);
    return buttons;
}

void PreferencesDialog::load()
{
    m_consent->setChecked(m_settings.consent());
    m_viewOnly->setChecked(m_settings.viewOnly());
    m_viewers->setValue(m_settings.maxViewers());
    m_timeout->setValue(wholeMinutes(m_settings.timeoutMinutes()));
    m_port->setValue(m_settings.port());
    m_fileFolder->setFolder(m_settings.policy().folderForFiles());
    m_fileLimit->setValue(m_settings.fileMebibytes());
    m_atLogin->setChecked(m_startAtLogin.isEnabled());
}

void PreferencesDialog::refreshHint()
{
    m_hint->setVisible(m_session.state() != SharingSession::State::Idle);
}

/** The folder for downloads, which is made when it is needed. */
bool PreferencesDialog::hasStandardFolder() const
{
    return m_fileFolder->folder() == QDir::cleanPath(SessionPolicy().folderForFiles());
}

QString PreferencesDialog::folderProblem() const
{
    if (m_fileLimit->value() == 0 || hasStandardFolder() || m_fileFolder->isUsable())
        return {};
    return tr("Files cannot be saved in %1: choose a folder that exists and that you may write to.")
        .arg(m_fileFolder->folder());
}

void PreferencesDialog::accept()
{
    QString error = folderProblem();
    if (error.isEmpty() && m_atLogin->isChecked() != m_startAtLogin.isEnabled())
        m_startAtLogin.setEnabled(m_atLogin->isChecked(), &error);
    if (!error.isEmpty()) {
        m_error->setText(error);
        m_error->show();
        return;
    }
    // The folder for downloads is kept as none, so that it may move.
    m_settings.setFileFolder(hasStandardFolder() ? QString() : m_fileFolder->folder());
    m_settings.setFileMebibytes(m_fileLimit->value());
    m_settings.setConsent(m_consent->isChecked());
    m_settings.setViewOnly(m_viewOnly->isChecked());
    m_settings.setMaxViewers(m_viewers->value());
    if (m_timeout->value() != wholeMinutes(m_settings.timeoutMinutes()))
        m_settings.setTimeoutMinutes(m_timeout->value());
    m_settings.setPort(static_cast<quint16>(m_port->value()));
    QDialog::accept();
}

} // namespace oriel
