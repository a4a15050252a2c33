#include "proxy/RefusalLog.h"

#include "proxy/Log.h"

namespace oriel {

void RefusalLog::note(const QString &line, Time now)
{
    if (now - m_began >= period) {
        if (m_lines > linesEach)
            qCInfo(lcProxy) << m_lines - linesEach << "more refusals in that minute";
        m_began = now;
        m_lines = 0;
    }
    if (++m_lines <= linesEach)
        qCInfo(lcProxy).noquote() << line;
}

} // namespace oriel
