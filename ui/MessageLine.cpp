#include "ui/MessageLine.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QLabel>
#include <QStyle>
#include <QToolButton>

#include <chrono>

namespace oriel {

using namespace std::chrono_literals;

namespace {

QStyle::StandardPixmap pixmapOf(Notice::Kind kind)
{
    switch (kind) {
    case Notice::Kind::Information: return QStyle::SP_MessageBoxInformation;
    case Notice::Kind::Warning: return QStyle::SP_MessageBoxWarning;
    case Notice::Kind::Error: break;
    }
    return QStyle::SP_MessageBoxCritical;
}

} // namespace

MessageLine::MessageLine(QWidget *parent)
    : QFrame(parent)
    , m_icon(new QLabel(this))
    , m_text(new QLabel(this))
{
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);

    auto *dismiss = new QToolButton(this);
    dismiss->setIcon(style()->standardIcon(QStyle::SP_TitleBarCloseButton));
    dismiss->setAutoRaise(true);
    dismiss->setToolTip(tr("Dismiss"));
    dismiss->setAccessibleName(tr("Dismiss this message"));
    connect(dismiss, &QToolButton::clicked, this, &MessageLine::clear);

    auto *layout = new QHBoxLayout(this);
    layout->addWidget(m_icon, 0, Qt::AlignTop);
    layout->addWidget(m_text, 1);
    layout->addWidget(dismiss, 0, Qt::AlignTop);

    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &MessageLine::clear);
    hide();
}

void MessageLine::show(const Notice &notice)
{
    const int size = style()->pixelMetric(QStyle::PM_SmallIconSize, nullptr, this);
    m_icon->setPixmap(style()->standardIcon(pixmapOf(notice.kind)).pixmap(size));
    m_text->setText(notice.title.isEmpty() ? notice.text
                                           : tr("%1: %2").arg(notice.title, notice.text));
    if (notice.kind == Notice::Kind::Information)
        m_timer.start(10s);
    else
        m_timer.stop();
    setVisible(true);
    QAccessibleEvent event(m_text, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

void MessageLine::clear()
{
    m_timer.stop();
    m_text->clear();
    hide();
}

QString MessageLine::text() const { return m_text->text(); }

} // namespace oriel
