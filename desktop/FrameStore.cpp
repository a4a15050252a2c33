#include "desktop/FrameStore.h"

#include <utility>

namespace oriel {

FrameStore::Access::Access(FrameStore *store, Role role, std::unique_lock<std::mutex> lock)
    : m_store(store)
    , m_role(role)
    , m_lock(std::move(lock))
{
}

FrameStore::Access::Access(Access &&other) noexcept
    : m_store(std::exchange(other.m_store, nullptr))
    , m_role(other.m_role)
    , m_lock(std::move(other.m_lock))
{
}

FrameStore::Access &FrameStore::Access::operator=(Access &&other) noexcept
{
    if (this != &other) {
        release();
        m_store = std::exchange(other.m_store, nullptr);
        m_role = other.m_role;
        m_lock = std::move(other.m_lock);
    }
    return *this;
}

FrameStore::Access::~Access() { release(); }

void FrameStore::Access::resize(QSize size)
{
    Q_ASSERT(m_store && m_role == Role::Writer);
    m_store->m_framebuffer = std::make_shared<Framebuffer>(size);
}

void FrameStore::Access::release()
{
    FrameStore *store = std::exchange(m_store, nullptr);
    if (!store)
        return;
    m_lock.unlock();
    // Unlocking comes first: a writer that is turned away after this tries once more itself.
    if (m_role == Role::Reader && store->m_writerTurnedAway.exchange(false))
        emit store->released();
}

FrameStore::FrameStore() = default;

FrameStore::Access FrameStore::tryWrite()
{
    std::unique_lock lock(m_mutex, std::try_to_lock);
    if (!lock) {
        m_writerTurnedAway.exchange(true);
        // The reader may have let go between the two lines above, too early to see the flag.
        if (!lock.try_lock())
            return {};
        m_writerTurnedAway.exchange(false);
    }
    return Access(this, Access::Role::Writer, std::move(lock));
}

FrameStore::Access FrameStore::read()
{
    return Access(this, Access::Role::Reader, std::unique_lock(m_mutex));
}

} // namespace oriel
