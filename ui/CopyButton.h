#pragma once

#include <QPushButton>
#include <QTimer>

namespace oriel {

/** Puts a text on the clipboard and says so on itself for a moment. */
class CopyButton : public QPushButton {
    Q_OBJECT

public:
    explicit CopyButton(const QString &label, QWidget *parent = nullptr);

    void setCopiedText(const QString &text);
    /** Wide enough for both labels, so that nothing moves. */
    QSize sizeHint() const override;

private:
    void copy();

    QString m_label;
    QString m_text;
    QTimer m_feedback;
};

} // namespace oriel
