#pragma once

#include "ui/QrCode.h"

#include <QWidget>

namespace oriel {

/**
 * Shows a QR code, each module a whole number of device pixels, so that it is crisp at any scale.
 * Always black on white, also with a dark palette: many readers take no inverted code.
 */
class QrCodeView : public QWidget {
    Q_OBJECT

public:
    explicit QrCodeView(QWidget *parent = nullptr);

    const QrCode &code() const { return m_code; }
    void setText(const QString &text);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QrCode m_code;
};

} // namespace oriel
