#include "ui/ShareWindow.h"

#include "ui/ChosenLink.h"
#include "ui/Icons.h"
#include "ui/MessageLine.h"
#include "ui/SharingPage.h"
#include "ui/StartPage.h"

#include <QCloseEvent>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMessageBox>
#include <QPushButton>
#include <QVBoxLayout>

#include <utility>

namespace oriel {

namespace {

constexpr int startWidth = 64; ///< in average characters
constexpr int sharingWidth = 92;

} // namespace

ShareWindow::ShareWindow(SharingSession &session, const Settings &settings, ChosenLink &link,
                         std::function<bool()> hasTray, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_hasTray(std::move(hasTray))
    , m_message(new MessageLine(this))
    , m_start(new StartPage(session, settings, this))
    , m_sharing(new SharingPage(session, link, this))
{
    setWindowTitle(tr("Oriel"));
    setWindowIcon(Icons::application());
    auto *layout = new QVBoxLayout(this);
    layout->setSizeConstraint(QLayout::SetFixedSize);
    const int margin = fontMetrics().height();
    layout->setContentsMargins(margin, margin, margin, margin);
    layout->addWidget(m_message);
    layout->addWidget(m_start);
    layout->addWidget(m_sharing);
    m_start->setMinimumWidth(fontMetrics().averageCharWidth() * startWidth);
    m_sharing->setMinimumWidth(fontMetrics().averageCharWidth() * sharingWidth);

    connect(m_start, &StartPage::shareWanted, this, &ShareWindow::shareWanted);
    connect(m_start, &StartPage::preferencesWanted, this, &ShareWindow::preferencesWanted);
    connect(m_start, &StartPage::aboutWanted, this, &ShareWindow::aboutWanted);
    connect(m_start, &StartPage::quitWanted, this, &ShareWindow::quitWanted);
    connect(m_sharing, &SharingPage::sendFileWanted, this, &ShareWindow::sendFileWanted);
    connect(m_sharing, &SharingPage::filesWanted, this, &ShareWindow::filesWanted);
    connect(m_sharing, &SharingPage::preferencesWanted, this, &ShareWindow::preferencesWanted);
    connect(&session, &SharingSession::stateChanged, this, &ShareWindow::refresh);
    refresh();
}

void ShareWindow::bringToFront()
{
    setWindowState(windowState() & ~Qt::WindowMinimized);
    show();
    raise();
    activateWindow();
}

void ShareWindow::showNotice(const Notice &notice) { m_message->show(notice); }

void ShareWindow::closeEvent(QCloseEvent *event)
{
    if (m_hasTray() || qGuiApp->isSavingSession()) {
        event->accept();
    } else if (m_session.state() == SharingSession::State::Idle) {
        event->accept();
        emit quitWanted();
    } else {
        event->ignore();
        askBeforeQuit();
    }
}

void ShareWindow::keyPressEvent(QKeyEvent *event)
{
    // Where closing quits, Esc would be too easily hit.
    if (event->matches(QKeySequence::Cancel) && m_hasTray())
        close();
    else
        QWidget::keyPressEvent(event);
}

void ShareWindow::refresh()
{
    if (m_session.state() == SharingSession::State::Starting)
        m_message->clear();
    m_start->setVisible(!isSharing());
    m_sharing->setVisible(isSharing());
}

bool ShareWindow::isSharing() const
{
    return m_session.state() == SharingSession::State::Waiting
        || m_session.state() == SharingSession::State::Connected;
}

void ShareWindow::askBeforeQuit()
{
    if (findChild<QMessageBox *>())
        return;
    auto *question =
        new QMessageBox(QMessageBox::Question, tr("Oriel"), tr("This desktop is still shared."),
                        QMessageBox::NoButton, this);
    question->setInformativeText(tr("Stopping makes the link void and disconnects everybody."));
    auto *quit = question->addButton(tr("&Stop and quit"), QMessageBox::DestructiveRole);
    auto *keep = question->addButton(tr("&Keep sharing"), QMessageBox::RejectRole);
    question->setDefaultButton(keep);
    question->setEscapeButton(keep);
    question->setAttribute(Qt::WA_DeleteOnClose);
    connect(quit, &QPushButton::clicked, this, &ShareWindow::quitWanted);
    connect(keep, &QPushButton::clicked, this, &QWidget::showMinimized);
    connect(&m_session, &SharingSession::stopped, question, &QWidget::close);
    question->open();
}

} // namespace oriel
