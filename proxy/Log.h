#pragma once

#include <QLoggingCategory>

namespace oriel {

/** "oriel.proxy". Addresses and numbers of viewers are logged; passwords, tickets, tokens never. */
Q_DECLARE_LOGGING_CATEGORY(lcProxy)

} // namespace oriel
