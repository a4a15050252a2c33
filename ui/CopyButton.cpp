#include "ui/CopyButton.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QStyle>
#include <QStyleOptionButton>

#include <chrono>

namespace oriel {

using namespace std::chrono_literals;

CopyButton::CopyButton(const QString &label, QWidget *parent)
    : QPushButton(label, parent)
    , m_label(label)
{
    setEnabled(false);
    m_feedback.setSingleShot(true);
    connect(this, &QPushButton::clicked, this, &CopyButton::copy);
    connect(&m_feedback, &QTimer::timeout, this, [this] { setText(m_label); });
}

void CopyButton::setCopiedText(const QString &text)
{
    if (text == m_text)
        return;
    m_text = text;
    setEnabled(!text.isEmpty());
    m_feedback.stop();
    setText(m_label);
}

QSize CopyButton::sizeHint() const
{
    QStyleOptionButton option;
    initStyleOption(&option);
    QSize size = QPushButton::sizeHint();
    for (const QString &text : {m_label, tr("Copied ✓")}) {
        const QSize content = fontMetrics().size(Qt::TextShowMnemonic, text);
        size = size.expandedTo(
            style()->sizeFromContents(QStyle::CT_PushButton, &option, content, this));
    }
    return size;
}

void CopyButton::copy()
{
    QGuiApplication::clipboard()->setText(m_text);
    setText(tr("Copied ✓"));
    m_feedback.start(2s);
}

} // namespace oriel
