#pragma once

#include <QByteArray>
#include <QImage>
#include <QString>

namespace oriel {

/** A QR code (ISO/IEC 18004) as a square of modules. Value type, pure. */
class QrCode {
public:
    /** White modules that a reader needs on each side (ISO/IEC 18004:2015, 6.3.8). */
    static constexpr int quietZone = 4;

    QrCode() = default;
    /** UTF-8 bytes at error correction level M; null if `text` is empty or too long. */
    static QrCode encode(const QString &text);

    bool isNull() const { return m_size == 0; }
    /** Modules a side, without the quiet zone. */
    int size() const { return m_size; }
    /** Modules a side, quiet zones included. */
    int fullSize() const { return isNull() ? 0 : m_size + 2 * quietZone; }
    /** `x` and `y` from 0 to size() - 1. */
    bool isDark(int x, int y) const { return m_modules.at(y * m_size + x) != 0; }

    /** Black on white, quiet zone included; each module is a square of `modulePixels` pixels. */
    QImage toImage(int modulePixels) const;

private:
    int m_size = 0;
    QByteArray m_modules; ///< one byte a module, row by row; not 0: dark
};

} // namespace oriel
