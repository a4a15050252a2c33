#include "ui/QrCodeView.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace oriel {

namespace {

constexpr int wantedSide = 200;
constexpr int lowestModule = 3;
constexpr qreal cornerRadius = 6;

} // namespace

QrCodeView::QrCodeView(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAccessibleName(tr("QR code of the link"));
}

void QrCodeView::setText(const QString &text)
{
    m_code = QrCode::encode(text);
    updateGeometry();
    update();
}

QSize QrCodeView::sizeHint() const
{
    if (m_code.isNull())
        return {wantedSide, wantedSide};
    const int module = std::max(
        lowestModule, static_cast<int>(std::lround(double(wantedSide) / m_code.fullSize())));
    return QSize(m_code.fullSize(), m_code.fullSize()) * module;
}

void QrCodeView::paintEvent(QPaintEvent *)
{
    const int modules = m_code.fullSize();
    if (modules == 0)
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(Qt::white);
    painter.drawRoundedRect(rect(), cornerRadius, cornerRadius);

    const qreal ratio = devicePixelRatio();
    const int side = static_cast<int>(std::floor(std::min(width(), height()) * ratio));
    QImage image = m_code.toImage(std::max(1, side / modules));
    const QPoint offset((static_cast<int>(width() * ratio) - image.width()) / 2,
                        (static_cast<int>(height() * ratio) - image.height()) / 2);
    // The quiet zone is the rounded white already drawn: copying its corners would square them.
    const int margin = image.width() / modules * QrCode::quietZone;
    image = image.copy(image.rect().adjusted(margin, margin, -margin, -margin));
    image.setDevicePixelRatio(ratio);
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.drawImage(QPointF(offset + QPoint(margin, margin)) / ratio, image);
}

} // namespace oriel
