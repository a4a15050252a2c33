#include "app/ProcessSecrecy.h"

#include <QtGlobal>

#ifdef Q_OS_LINUX
#include <sys/prctl.h>
#endif

namespace oriel {

bool ProcessSecrecy::isPossible()
{
#if defined(Q_OS_LINUX) && !defined(ORIEL_SANITIZED)
    return true;
#else
    return false;
#endif
}

void ProcessSecrecy::set(bool on)
{
#ifdef Q_OS_LINUX
    if (isPossible())
        ::prctl(PR_SET_DUMPABLE, on ? 0 : 1, 0, 0, 0);
#else
    Q_UNUSED(on)
#endif
}

} // namespace oriel
