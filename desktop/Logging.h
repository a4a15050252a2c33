#pragma once

#include <QLoggingCategory>

namespace oriel {

Q_DECLARE_LOGGING_CATEGORY(logDesktop)

} // namespace oriel
