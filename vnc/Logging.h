#pragma once

#include <QLoggingCategory>

namespace oriel {

Q_DECLARE_LOGGING_CATEGORY(logVnc)
/** libvncserver's own words; off unless asked for. */
Q_DECLARE_LOGGING_CATEGORY(logLibrary)

} // namespace oriel
