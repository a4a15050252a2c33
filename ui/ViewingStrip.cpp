#include "ui/ViewingStrip.h"

#include "ui/Icons.h"
#include "ui/Words.h"

#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QMouseEvent>
#include <QPushButton>
#include <QScreen>

namespace oriel {

ViewingStrip::ViewingStrip(SharingSession &session)
    : QFrame(nullptr,
             Qt::Window | Qt::FramelessWindowHint | Qt::WindowStaysOnTopHint
                 | Qt::WindowDoesNotAcceptFocus | Qt::BypassWindowManagerHint)
    , m_session(session)
    , m_text(new QLabel(this))
{
    setAttribute(Qt::WA_ShowWithoutActivating);
    setFrameStyle(QFrame::Box | QFrame::Plain);
    setCursor(Qt::SizeAllCursor);
    setWindowTitle(tr("Oriel: somebody is connected"));

    const int lineHeight = fontMetrics().height();
    auto *icon = new QLabel(this);
    icon->setPixmap(Icons::state(SharingSession::State::Connected)
                        .pixmap(QSize(lineHeight, lineHeight), devicePixelRatio()));
    m_text->setTextFormat(Qt::PlainText);
    auto *stop = new QPushButton(tr("Stop"), this);
    stop->setObjectName(QStringLiteral("stop"));
    stop->setCursor(Qt::ArrowCursor);
    stop->setAccessibleName(tr("Stop sharing"));
    connect(stop, &QPushButton::clicked, this, [this] { m_session.stop(StopReason::User); });

    auto *row = new QHBoxLayout(this);
    const int margin = lineHeight / 3;
    row->setContentsMargins(2 * margin, margin, margin, margin);
    row->setSpacing(2 * margin);
    row->setSizeConstraint(QLayout::SetFixedSize);
    row->addWidget(icon);
    row->addWidget(m_text);
    row->addWidget(stop);

    connect(&session, &SharingSession::viewerCame, this, &ViewingStrip::refresh);
    connect(&session, &SharingSession::viewerLeft, this, &ViewingStrip::refresh);
    connect(qGuiApp, &QGuiApplication::screenRemoved, this, &ViewingStrip::place);
    connect(qGuiApp, &QGuiApplication::primaryScreenChanged, this, &ViewingStrip::place);
}

void ViewingStrip::refresh()
{
    if (m_session.viewers().isEmpty()) {
        hide();
        return;
    }
    m_text->setText(text());
    setAccessibleName(m_text->text());
    adjustSize();
    place();
    show();
    raise();
}

QString ViewingStrip::text() const
{
    const QList<ViewerInfo> &viewers = m_session.viewers();
    if (viewers.size() > 1)
        return tr("%n people are connected to this desktop", nullptr, int(viewers.size()));
    const ViewerInfo &viewer = viewers.constFirst();
    return (viewer.rights.control ? tr("%1 sees and controls this desktop")
                                  : tr("%1 sees this desktop"))
        .arg(Words::viewer(viewer));
}

/** At the top of the main screen, or where it was dragged as long as there is a screen. */
void ViewingStrip::place()
{
    if (m_moved && QGuiApplication::screenAt(geometry().center()))
        return;
    m_moved = false;
    const QScreen *screen = QGuiApplication::primaryScreen();
    if (!screen)
        return;
    const QRect area = screen->availableGeometry();
    move(area.center().x() - width() / 2, area.top());
}

void ViewingStrip::mousePressEvent(QMouseEvent *event) { m_grip = event->position().toPoint(); }

void ViewingStrip::mouseMoveEvent(QMouseEvent *event)
{
    if (!event->buttons().testFlag(Qt::LeftButton))
        return;
    m_moved = true;
    move(event->globalPosition().toPoint() - m_grip);
}

} // namespace oriel
