#pragma once

#include <sys/types.h>

#include <vector>

namespace oriel::bench {

/** Further viewers, each in a process of its own, so that none waits for another's decoding. */
class Crowd {
public:
    Crowd() = default;
    /** Lets all of them quit, and waits for it. */
    ~Crowd();
    Crowd(const Crowd &) = delete;
    Crowd &operator=(const Crowd &) = delete;

    /** Where the calling process reads its commands: a child's pipe, or -1 in the parent. */
    int add();

private:
    struct Child {
        pid_t process;
        int commands;
    };

    std::vector<Child> m_children;
};

} // namespace oriel::bench
