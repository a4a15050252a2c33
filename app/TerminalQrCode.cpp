#include "app/TerminalQrCode.h"

#include "ui/QrCode.h"

namespace oriel::TerminalQrCode {

QString draw(const QString &text)
{
    const QrCode code = QrCode::encode(text);
    if (code.isNull())
        return {};
    constexpr int margin = 2; // half the standard's: the terminal's cells are large
    const auto dark = [&](int x, int y) {
        const bool inside = x >= 0 && y >= 0 && x < code.size() && y < code.size();
        return inside && code.isDark(x, y);
    };
    // Two modules a character, black on white whatever the terminal's own colours are.
    QString drawn;
    for (int y = -margin; y < code.size() + margin; y += 2) {
        drawn += QLatin1String("\x1b[30;107m");
        for (int x = -margin; x < code.size() + margin; ++x) {
            const bool upper = dark(x, y);
            const bool lower = dark(x, y + 1);
            drawn += upper && lower ? u'█' : upper ? u'▀' : lower ? u'▄' : u' ';
        }
        drawn += QLatin1String("\x1b[0m\n");
    }
    return drawn;
}

} // namespace oriel::TerminalQrCode
