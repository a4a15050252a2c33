#include "vnc/Logging.h"

namespace oriel {

Q_LOGGING_CATEGORY(logVnc, "oriel.vnc")
Q_LOGGING_CATEGORY(logLibrary, "oriel.vnc.library", QtWarningMsg)

} // namespace oriel
