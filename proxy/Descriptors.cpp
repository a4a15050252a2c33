#include "proxy/Descriptors.h"

#include <algorithm>

#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

namespace oriel::Descriptors {

int moveUp(int descriptor)
{
    const int moved = ::fcntl(descriptor, F_DUPFD_CLOEXEC, firstOfConnections);
    if (moved < 0)
        return descriptor;
    ::close(descriptor);
    return moved;
}

int room(int wanted)
{
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY)
        return wanted;
    const int all = static_cast<int>(std::min<rlim_t>(limit.rlim_cur, 1'000'000));
    // Below twice that, no number can be too high for an fd_set; half of them stay free.
    const int free = all > 2 * firstOfConnections ? all - firstOfConnections : all / 2;
    return std::clamp(free, 1, wanted);
}

} // namespace oriel::Descriptors
