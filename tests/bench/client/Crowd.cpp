#include "tests/bench/client/Crowd.h"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <system_error>

namespace oriel::bench {

Crowd::~Crowd()
{
    for (const Child &child : m_children)
        close(child.commands);
    for (const Child &child : m_children)
        waitpid(child.process, nullptr, 0);
}

int Crowd::add()
{
    std::array<int, 2> ends{};
    if (pipe2(ends.data(), O_CLOEXEC) != 0)
        throw std::system_error(errno, std::generic_category(), "no pipe");
    const pid_t process = fork();
    if (process < 0)
        throw std::system_error(errno, std::generic_category(), "no process");
    if (process > 0) {
        close(ends[0]);
        m_children.push_back({process, ends[1]});
        return -1;
    }
    // The others are the parent's: while their pipes are open here, they don't end.
    close(ends[1]);
    for (const Child &child : m_children)
        close(child.commands);
    m_children.clear();
    return ends[0];
}

} // namespace oriel::bench
