#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace oriel {

/**
 * Waits for the disk in place of threads that must not: one task after the other, in the order they
 * came. Destroyed, it does what was given to it, and then ends. Its methods may be called from any
 * thread but its own.
 */
class DiskThread {
public:
    DiskThread();
    ~DiskThread();

    DiskThread(const DiskThread &) = delete;
    DiskThread &operator=(const DiskThread &) = delete;

    void run(std::function<void()> task);

private:
    void work();

    std::mutex m_mutex; ///< for what follows, but the thread itself
    std::condition_variable m_wake;
    std::deque<std::function<void()>> m_tasks;
    bool m_isOver = false;
    std::thread m_thread;
};

} // namespace oriel
