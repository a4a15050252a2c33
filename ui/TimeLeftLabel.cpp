#include "ui/TimeLeftLabel.h"

#include "ui/Words.h"

#include <QDateTime>

#include <algorithm>

namespace oriel {

TimeLeftLabel::TimeLeftLabel(const SharingSession &session, QWidget *parent)
    : QLabel(parent)
    , m_session(session)
{
    setObjectName(QStringLiteral("timeLeft"));
    setTextFormat(Qt::PlainText);
    setWordWrap(true);
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &TimeLeftLabel::refresh);
    connect(&session, &SharingSession::stateChanged, this, &TimeLeftLabel::refresh);
    connect(&session, &SharingSession::sharing, this, &TimeLeftLabel::refresh);
    connect(&session, &SharingSession::inactivityWarning, this, &TimeLeftLabel::refresh);
    refresh();
}

void TimeLeftLabel::showEvent(QShowEvent *event)
{
    refresh();
    QLabel::showEvent(event);
}

void TimeLeftLabel::hideEvent(QHideEvent *event)
{
    m_timer.stop();
    QLabel::hideEvent(event);
}

void TimeLeftLabel::refresh()
{
    std::chrono::seconds left{0};
    if (const auto inactivity = m_session.inactivityLeft()) {
        left = *inactivity;
        setText(tr("Ends in %1 unless somebody does something.").arg(Words::duration(left)));
    } else if (m_session.expires().isValid()) {
        const auto now = QDateTime::currentDateTimeUtc();
        left = std::max(std::chrono::seconds(0),
                        std::chrono::ceil<std::chrono::seconds>(
                            std::chrono::milliseconds(now.msecsTo(m_session.expires()))));
        setText(tr("Unused, the link expires in %1.").arg(Words::duration(left)));
    } else {
        setText(tr("No time limit."));
        m_timer.stop();
        return;
    }
    if (isVisible())
        m_timer.start(Words::nextChange(left));
}

} // namespace oriel
