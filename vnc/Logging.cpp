#include "vnc/Logging.h"

namespace oriel {

Q_LOGGING_CATEGORY(logVnc, "oriel.vnc")

} // namespace oriel
