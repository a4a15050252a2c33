#pragma once

#include <QString>

namespace oriel::TerminalQrCode {

/** `text` as a QR code of half-block characters, for a terminal; empty if it does not fit one. */
QString draw(const QString &text);

} // namespace oriel::TerminalQrCode
