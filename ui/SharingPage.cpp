#include "ui/SharingPage.h"

#include "ui/ChosenLink.h"
#include "ui/FingerprintPanel.h"
#include "ui/Icons.h"
#include "ui/LinkPanel.h"
#include "ui/TimeLeftLabel.h"
#include "ui/ViewersList.h"
#include "ui/Words.h"

#include <QGridLayout>
#include <QGroupBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStyle>
#include <QVBoxLayout>

namespace oriel {

SharingPage::SharingPage(SharingSession &session, ChosenLink &link, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_link(link)
    , m_icon(new QLabel(this))
    , m_status(new QLabel(this))
    , m_hint(new QLabel(this))
    , m_linkPanel(new LinkPanel(session, link, this))
    , m_viewers(new ViewersList(session, this))
    , m_fingerprint(new FingerprintPanel(this))
{
    auto *viewers = new QGroupBox(tr("Connected now"), this);
    auto *inGroup = new QVBoxLayout(viewers);
    inGroup->addWidget(m_viewers);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(layout->spacing() * 2);
    layout->addWidget(makeHeader());
    layout->addWidget(m_linkPanel);
    layout->addWidget(viewers);
    layout->addWidget(new TimeLeftLabel(session, this));
    layout->addWidget(m_fingerprint);
    layout->addWidget(makeButtons());

    connect(&link, &ChosenLink::changed, this, &SharingPage::refresh);
    connect(&session, &SharingSession::viewerAsks, this, &SharingPage::refresh);
    connect(&session, &SharingSession::viewerAnswered, this, &SharingPage::refresh);
    connect(&session, &SharingSession::viewerCame, this, &SharingPage::refresh);
    connect(&session, &SharingSession::viewerLeft, this, &SharingPage::refresh);
    connect(&session.files(), &FileTransfers::changed, this, &SharingPage::refreshFiles);
    refresh();
}

QWidget *SharingPage::makeHeader()
{
    auto *header = new QWidget(this);
    QFont bold = m_status->font();
    bold.setPointSizeF(bold.pointSizeF() * 1.25);
    bold.setBold(true);
    m_status->setFont(bold);
    m_status->setTextFormat(Qt::PlainText);
    m_status->setWordWrap(true);
    m_hint->setWordWrap(true);

    auto *grid = new QGridLayout(header);
    grid->setContentsMargins({});
    grid->setColumnStretch(1, 1);
    grid->addWidget(m_icon, 0, 0, 2, 1);
    grid->addWidget(m_status, 0, 1);
    grid->addWidget(m_hint, 1, 1);
    return header;
}

QWidget *SharingPage::makeButtons()
{
    auto *buttons = new QWidget(this);
    auto *preferences = new QPushButton(tr("&Preferences…"), buttons);
    m_sendFile = new QPushButton(tr("Send a f&ile…"), buttons);
    m_files = new QPushButton(tr("Fil&es…"), buttons);
    m_renew = new QPushButton(tr("&New link"), buttons);
    m_renew->setToolTip(tr("Makes the unused link void and shows a new one. "
                           "Whoever is connected stays."));
    auto *stop = new QPushButton(tr("&Stop sharing"), buttons);
    for (QPushButton *button : {preferences, m_sendFile, m_files, m_renew, stop})
        button->setAutoDefault(false);
    connect(preferences, &QPushButton::clicked, this, &SharingPage::preferencesWanted);
    connect(m_sendFile, &QPushButton::clicked, this, &SharingPage::sendFileWanted);
    connect(m_files, &QPushButton::clicked, this, &SharingPage::filesWanted);
    connect(m_renew, &QPushButton::clicked, &m_session, &SharingSession::renewPassword);
    connect(stop, &QPushButton::clicked, this, [this] { m_session.stop(StopReason::User); });

    auto *layout = new QHBoxLayout(buttons);
    layout->setContentsMargins({});
    layout->addWidget(preferences);
    layout->addStretch();
    layout->addWidget(m_sendFile);
    layout->addWidget(m_files);
    layout->addWidget(m_renew);
    layout->addWidget(stop);
    return buttons;
}

void SharingPage::refresh()
{
    const int size = style()->pixelMetric(QStyle::PM_LargeIconSize, nullptr, this);
    m_icon->setPixmap(
        Icons::state(m_session.state()).pixmap(QSize(size, size), devicePixelRatio()));
    m_status->setText(Words::status(m_session));
    m_hint->setText(m_session.policy().consent
                        ? tr("Send the link, or let a phone scan the code. You are asked before "
                             "anybody gets in.")
                        : tr("Send the link, or let a phone scan the code. Whoever has it gets "
                             "in."));
    m_hint->setVisible(!m_link.text().isEmpty());
    m_renew->setVisible(!m_link.isReusable());
    m_sendFile->setVisible(m_session.policy().filesAllowed());
    m_sendFile->setEnabled(m_session.hasFileTaker());
    m_sendFile->setToolTip(m_session.hasFileTaker()
                               ? tr("Everybody who is connected and may control is offered it.")
                               : tr("Nobody is connected whom a file could be sent to."));
    refreshFiles();
    m_fingerprint->setFingerprint(m_session.info().fingerprint);

    // Rows made later would come last for the Tab key, far from where they are seen.
    QWidget *last = m_linkPanel->lastInTabOrder();
    for (auto *button : m_viewers->findChildren<QPushButton *>()) {
        setTabOrder(last, button);
        last = button;
    }
}

void SharingPage::refreshFiles() { m_files->setVisible(!m_session.files().entries().isEmpty()); }

} // namespace oriel
