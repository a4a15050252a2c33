#include "ui/QrCode.h"

#include <qrencode.h>

#include <memory>

namespace oriel {

QrCode QrCode::encode(const QString &text)
{
    const QByteArray utf8 = text.toUtf8();
    if (utf8.isEmpty())
        return {};
    const std::unique_ptr<QRcode, decltype(&QRcode_free)> encoded(
        QRcode_encodeString8bit(utf8.constData(), 0, QR_ECLEVEL_M), &QRcode_free);
    if (!encoded)
        return {};

    QrCode code;
    code.m_size = encoded->width;
    code.m_modules.resize(qsizetype(encoded->width) * encoded->width);
    // The lowest bit of libqrencode's bytes is the colour, the others tell what the module is for.
    for (qsizetype i = 0; i < code.m_modules.size(); ++i)
        code.m_modules[i] = static_cast<char>(encoded->data[i] & 1);
    return code;
}

QImage QrCode::toImage(int modulePixels) const
{
    if (isNull() || modulePixels < 1)
        return {};
    QImage image(fullSize(), fullSize(), QImage::Format_Mono);
    image.setColorTable({qRgb(255, 255, 255), qRgb(0, 0, 0)});
    image.fill(0);
    for (int y = 0; y < m_size; ++y) {
        for (int x = 0; x < m_size; ++x)
            image.setPixel(x + quietZone, y + quietZone, isDark(x, y) ? 1U : 0U);
    }
    return image.scaled(image.size() * modulePixels, Qt::IgnoreAspectRatio, Qt::FastTransformation);
}

} // namespace oriel
