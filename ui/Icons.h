#pragma once

#include "session/SharingSession.h"

#include <QIcon>

namespace oriel {

/** Oriel's own pictures, from the resource prefix ":/icons". */
namespace Icons {

QIcon application();
/** What the tray shows: idle, waiting or connected. */
QIcon state(SharingSession::State state);

} // namespace Icons
} // namespace oriel
