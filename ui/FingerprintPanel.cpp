#include "ui/FingerprintPanel.h"

#include "ui/CopyButton.h"
#include "ui/Words.h"

#include <QFontDatabase>
#include <QGridLayout>
#include <QLabel>
#include <QStyle>
#include <QToolButton>
#include <QVBoxLayout>

namespace oriel {

FingerprintPanel::FingerprintPanel(QWidget *parent)
    : QWidget(parent)
    , m_toggle(new QToolButton(this))
    , m_content(new QWidget(this))
    , m_fingerprint(new QLabel(m_content))
    , m_copy(new CopyButton(tr("Copy &fingerprint"), m_content))
{
    m_toggle->setObjectName(QStringLiteral("fingerprintToggle"));
    m_toggle->setText(tr("Ce&rtificate fingerprint"));
    m_toggle->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_toggle->setArrowType(Qt::RightArrow);
    m_toggle->setAutoRaise(true);
    m_toggle->setCheckable(true);
    connect(m_toggle, &QToolButton::toggled, this, [this](bool open) {
        m_toggle->setArrowType(open ? Qt::DownArrow : Qt::RightArrow);
        m_content->setVisible(open);
    });

    auto *hint = new QLabel(tr("The browser may warn about a certificate that it does not know. "
                               "It is yours if its SHA-256 fingerprint is this one:"),
                            m_content);
    hint->setWordWrap(true);
    m_fingerprint->setObjectName(QStringLiteral("fingerprint"));
    m_fingerprint->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_fingerprint->setTextFormat(Qt::PlainText);
    m_fingerprint->setTextInteractionFlags(Qt::TextSelectableByMouse
                                           | Qt::TextSelectableByKeyboard);
    m_fingerprint->setAccessibleName(tr("SHA-256 fingerprint of the certificate"));

    auto *content = new QGridLayout(m_content);
    content->setContentsMargins(style()->pixelMetric(QStyle::PM_IndicatorWidth), 0, 0, 0);
    content->addWidget(hint, 0, 0, 1, 2);
    content->addWidget(m_fingerprint, 1, 0);
    content->addWidget(m_copy, 1, 1, Qt::AlignRight | Qt::AlignBottom);
    m_content->hide();

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_toggle);
    layout->addWidget(m_content);
}

void FingerprintPanel::setFingerprint(const QString &fingerprint)
{
    setVisible(!fingerprint.isEmpty());
    m_fingerprint->setText(Words::wrappedFingerprint(fingerprint));
    m_copy->setCopiedText(fingerprint);
}

} // namespace oriel
