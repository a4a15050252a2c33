#include "proxy/Log.h"

namespace oriel {

Q_LOGGING_CATEGORY(lcProxy, "oriel.proxy")

} // namespace oriel
