#include "vnc/VideoWatch.h"

#include <utility>

namespace oriel {

bool VideoWatch::isDoubtful(const FlowControl &flow) const
{
    return flow.waiting() && m_sent >= flow.answered();
}

bool VideoWatch::fallsSilent(const FlowControl &flow, Time now)
{
    const auto waiting = flow.waiting();
    if (!isDoubtful(flow) || now < waiting->sent + patience || now < waiting->expected + lateness
        || std::exchange(m_silence, waiting->sent) == waiting->sent)
        return false;
    m_pauseEnd = now + m_pause;
    m_pause *= 2;
    return true;
}

bool VideoWatch::isStuck(const FlowControl &flow, Time now) const
{
    const auto waiting = flow.waiting();
    return isDoubtful(flow) && now >= waiting->sent + lastPatience
        && now >= waiting->expected + lastPatience - patience;
}

} // namespace oriel
