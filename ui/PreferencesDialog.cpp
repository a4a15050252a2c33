#include "ui/PreferencesDialog.h"

#include "ui/StartAtLogin.h"

#include <QCheckBox>
#include <QDialogButtonBox>
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
    m_atLogin->setChecked(m_startAtLogin.isEnabled());
}

void PreferencesDialog::refreshHint()
{
    m_hint->setVisible(m_session.state() != SharingSession::State::Idle);
}

void PreferencesDialog::accept()
{
    QString error;
    if (m_atLogin->isChecked() != m_startAtLogin.isEnabled()
        && !m_startAtLogin.setEnabled(m_atLogin->isChecked(), &error)) {
        m_error->setText(error);
        m_error->show();
        return;
    }
    m_settings.setConsent(m_consent->isChecked());
    m_settings.setViewOnly(m_viewOnly->isChecked());
    m_settings.setMaxViewers(m_viewers->value());
    if (m_timeout->value() != wholeMinutes(m_settings.timeoutMinutes()))
        m_settings.setTimeoutMinutes(m_timeout->value());
    m_settings.setPort(static_cast<quint16>(m_port->value()));
    QDialog::accept();
}

} // namespace oriel
