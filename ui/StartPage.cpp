#include "ui/StartPage.h"

#include "ui/Icons.h"
#include "ui/Words.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace oriel {

namespace {

constexpr int pictureSize = 96;

} // namespace

StartPage::StartPage(const SharingSession &session, const Settings &settings, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_settings(settings)
    , m_promise(new QLabel(this))
    , m_share(new QPushButton(this))
{
    auto *picture = new QLabel(this);
    picture->setPixmap(
        Icons::application().pixmap(QSize(pictureSize, pictureSize), devicePixelRatio()));
    m_promise->setObjectName(QStringLiteral("promise"));
    m_promise->setWordWrap(true);
    m_promise->setAlignment(Qt::AlignHCenter);

    QFont big = m_share->font();
    big.setPointSizeF(big.pointSizeF() * 1.3);
    m_share->setFont(big);
    m_share->setObjectName(QStringLiteral("share"));
    m_share->setDefault(true);
    m_share->setMinimumHeight(QFontMetrics(big).height() * 5 / 2);
    connect(m_share, &QPushButton::clicked, this, &StartPage::shareWanted);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(layout->spacing() * 3);
    layout->addWidget(picture, 0, Qt::AlignHCenter);
    layout->addWidget(m_share);
    layout->addWidget(m_promise);
    layout->addSpacing(layout->spacing());
    layout->addWidget(makeFooter());

    connect(&session, &SharingSession::stateChanged, this, &StartPage::refresh);
    connect(&settings, &Settings::changed, this, &StartPage::refresh);
    refresh();
}

QWidget *StartPage::makeFooter()
{
    auto *footer = new QWidget(this);
    auto *preferences = new QPushButton(tr("&Preferences…"), footer);
    auto *about = new QPushButton(tr("&About"), footer);
    auto *quit = new QPushButton(tr("&Quit"), footer);
    for (QPushButton *button : {preferences, about, quit})
        button->setAutoDefault(false);
    connect(preferences, &QPushButton::clicked, this, &StartPage::preferencesWanted);
    connect(about, &QPushButton::clicked, this, &StartPage::aboutWanted);
    connect(quit, &QPushButton::clicked, this, &StartPage::quitWanted);

    auto *layout = new QHBoxLayout(footer);
    layout->setContentsMargins({});
    layout->addWidget(preferences);
    layout->addWidget(about);
    layout->addStretch();
    layout->addWidget(quit);
    return footer;
}

void StartPage::refresh()
{
    const auto state = m_session.state();
    const bool busy = state != SharingSession::State::Idle;
    m_share->setEnabled(!busy);
    m_share->setText(busy ? Words::status(m_session) : tr("&Share my desktop"));
    m_promise->setText(Words::promise(m_settings.policy()));
    if (!busy && m_share->isVisible())
        m_share->setFocus();
}

} // namespace oriel
