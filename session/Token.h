#pragma once

#include <QByteArray>

namespace oriel {

/** A secret that nobody guesses and nobody types: 192 random bits as base64url. */
QByteArray makeToken();

} // namespace oriel
