#include "ui/LinkPanel.h"

#include "ui/ChosenLink.h"
#include "ui/CopyButton.h"
#include "ui/QrCodeView.h"

#include <QComboBox>
#include <QFontDatabase>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QUrl>
#include <QVBoxLayout>

namespace oriel {

namespace {

/** The host alone where the rest says nothing new, else the whole address. */
QString addressLabel(const QString &text)
{
    const QUrl url(text);
    const bool bare = url.path().size() <= 1 && !url.hasQuery();
    return bare ? url.host() : text;
}

QLabel *makeLabel(const QString &text, QWidget *buddy, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setBuddy(buddy);
    return label;
}

} // namespace

LinkPanel::LinkPanel(const SharingSession &session, ChosenLink &link, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_link(link)
    , m_open(new QWidget(this))
    , m_spent(new QLabel(this))
    , m_code(new QrCodeView(m_open))
    , m_text(new QLineEdit(m_open))
    , m_password(new QLabel(m_open))
    , m_address(new QComboBox(m_open))
    , m_copyLink(new CopyButton(tr("&Copy link"), m_open))
    , m_copyPassword(new CopyButton(tr("Copy pass&word"), m_open))
{
    build();
    connect(m_address, &QComboBox::activated, this,
            [this](int index) { m_link.choose(m_address->itemData(index).toString()); });
    connect(&m_link, &ChosenLink::changed, this, &LinkPanel::refresh);
    refresh();
}

void LinkPanel::build()
{
    m_text->setReadOnly(true);
    m_text->setAccessibleName(tr("Link"));
    m_text->setMinimumWidth(fontMetrics().averageCharWidth() * 40);
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    font.setPointSizeF(font.pointSizeF() * 1.6);
    font.setBold(true);
    m_password->setFont(font);
    m_password->setObjectName(QStringLiteral("password"));
    m_password->setTextFormat(Qt::PlainText);
    m_password->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_password->setAccessibleName(tr("Password"));
    m_address->setAccessibleName(tr("Address used in the link"));
    m_spent->setObjectName(QStringLiteral("spent"));
    m_spent->setWordWrap(true);
    m_spent->setText(tr("The link has been used, and there is no room for anybody else. As soon as "
                        "there is, a new link appears here."));

    auto *grid = new QGridLayout(m_open);
    grid->setContentsMargins({});
    grid->setColumnStretch(1, 1);
    // Caption, value and a gap three times, beside the code; the gaps take what height is over.
    grid->addWidget(m_code, 0, 0, 8, 1, Qt::AlignTop);
    grid->addWidget(makeLabel(tr("&Link"), m_text, m_open), 0, 1, 1, 2);
    grid->addWidget(m_text, 1, 1);
    grid->addWidget(m_copyLink, 1, 2);
    grid->setRowStretch(2, 1);
    grid->addWidget(new QLabel(tr("Password, if it is asked for"), m_open), 3, 1, 1, 2);
    grid->addWidget(m_password, 4, 1);
    grid->addWidget(m_copyPassword, 4, 2);
    grid->setRowStretch(5, 1);
    grid->addWidget(makeLabel(tr("Reached through the &address"), m_address, m_open), 6, 1, 1, 2);
    grid->addWidget(m_address, 7, 1, 1, 2);
    grid->setHorizontalSpacing(fontMetrics().height() * 3 / 4);

    setTabOrder(m_text, m_copyLink);
    setTabOrder(m_copyLink, m_password);
    setTabOrder(m_password, m_copyPassword);
    setTabOrder(m_copyPassword, m_address);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_open);
    layout->addWidget(m_spent);
}

QWidget *LinkPanel::lastInTabOrder() const { return m_address; }

void LinkPanel::refresh()
{
    const QString link = m_link.text();
    m_open->setVisible(!link.isEmpty());
    m_spent->setVisible(link.isEmpty());
    if (m_text->text() != link) {
        m_text->setText(link);
        m_text->setCursorPosition(0);
        m_code->setText(link);
    }
    m_copyLink->setCopiedText(link);
    m_copyPassword->setCopiedText(m_link.password());
    m_copyPassword->setVisible(!m_link.isReusable());
    m_password->setText(m_link.isReusable() ? tr("the one you chose") : m_link.password());
    refreshAddresses();
}

void LinkPanel::refreshAddresses()
{
    const QSignalBlocker blocker(m_address);
    m_address->clear();
    const QStringList &urls = m_session.info().urls;
    for (const QString &url : urls) {
        const QString label = addressLabel(url);
        const bool suggested = urls.size() > 1 && m_address->count() == 0;
        m_address->addItem(suggested ? tr("%1 (suggested)").arg(label) : label, url);
    }
    m_address->setCurrentIndex(m_address->findData(m_link.url()));
    m_address->setEnabled(urls.size() > 1);
}

} // namespace oriel
