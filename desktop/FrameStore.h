#pragma once

#include "desktop/Framebuffer.h"

#include <QObject>

#include <atomic>
#include <memory>
#include <mutex>

namespace oriel {

/**
 * The one picture that capture writes and the vnc thread takes over from.
 *
 * A writer never waits: while a reader holds the picture (comparing all of it can take some
 * milliseconds), tryWrite() gives nothing, the writer keeps its damage, and released() tells when
 * to try again. A reader waits at most for one capture pass. So the desktop thread, which also
 * injects input, is never held up by pixels.
 */
class FrameStore : public QObject {
    Q_OBJECT

public:
    /** Exclusive access; give it up by destroying it. Movable, thread-bound. */
    class Access {
    public:
        Access() = default;
        Access(Access &&other) noexcept;
        Access &operator=(Access &&other) noexcept;
        ~Access();

        explicit operator bool() const { return m_store; }
        /** Null before the first resize(). */
        Framebuffer *operator->() const { return m_store->m_framebuffer.get(); }
        Framebuffer *framebuffer() const { return m_store->m_framebuffer.get(); }
        /** Replaces the picture by a black one of another size. The writer's, never a reader's. */
        void resize(QSize size);

    private:
        friend class FrameStore;
        enum class Role { Writer, Reader };
        Access(FrameStore *store, Role role, std::unique_lock<std::mutex> lock);
        void release();

        FrameStore *m_store = nullptr;
        Role m_role = Role::Reader;
        std::unique_lock<std::mutex> m_lock;
    };

    FrameStore();

    /** Desktop thread. Empty while a reader has the picture: wait for released(). */
    Access tryWrite();
    /** vnc thread. A reader changes nothing. */
    Access read();

signals:
    /** A writer was turned away and the picture is free again. Emitted in the reader's thread. */
    void released();

private:
    std::mutex m_mutex;
    std::atomic<bool> m_writerTurnedAway = false;
    std::shared_ptr<Framebuffer> m_framebuffer;
};

} // namespace oriel
