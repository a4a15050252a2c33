#include "proxy/DiskThread.h"

#include <utility>

namespace oriel {

DiskThread::DiskThread()
    : m_thread([this] { work(); })
{
}

DiskThread::~DiskThread()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_isOver = true;
    }
    m_wake.notify_one();
    m_thread.join();
}

void DiskThread::run(std::function<void()> task)
{
    {
        const std::scoped_lock lock(m_mutex);
        m_tasks.push_back(std::move(task));
    }
    m_wake.notify_one();
}

void DiskThread::work()
{
    std::unique_lock lock(m_mutex);
    for (;;) {
        m_wake.wait(lock, [this] { return m_isOver || !m_tasks.empty(); });
        if (m_tasks.empty())
            return;
        const std::function<void()> task = std::move(m_tasks.front());
        m_tasks.pop_front();
        lock.unlock();
        task();
        lock.lock();
    }
}

} // namespace oriel
