#pragma once

#include "vnc/RfbTypes.h"

#include <QList>

#include <optional>

namespace oriel {

/** What a client offered in its last SetEncodings. Nothing else is ever sent to it. */
struct ClientEncodings {
    enum class Cursor { Painted, X, Rich, Alpha };

    ClientEncodings() = default;
    explicit ClientEncodings(const QList<qint32> &offered);

    /** The first that we can encode; Raw, which every client takes (RFC 6143 §7.7), if none. */
    qint32 pixels = rfb::Encoding::raw;
    std::optional<int> quality;      ///< JPEG in Tight, 0 (worst) to 9; nothing: lossless only
    std::optional<int> compression;  ///< 0 to 9
    Cursor cursor = Cursor::Painted; ///< the best form offered
    bool copyRect = false;
    bool lastRect = false;
    bool desktopSize = false;
    bool extendedDesktopSize = false;
    bool desktopName = false;
    bool pointerPosition = false;
    bool extendedKey = false;
    bool extendedButtons = false;
    bool ledState = false;
    bool extendedClipboard = false;
    bool fence = false;
    bool continuousUpdates = false;
    bool openH264 = false;

    bool isLossy() const { return pixels == rfb::Encoding::tight && quality; }
    /** Rather late than with loss that is seen: no H.264, and JPEG as asked for on any line. */
    bool wantsBest() const { return quality == 9; }

private:
    void offer(qint32 encoding);
};

} // namespace oriel
