#pragma once

#include <QRegion>
#include <QSize>

namespace oriel {

/**
 * What one client asked for and what it has yet to see. Pure bookkeeping in the coordinates of
 * that client's framebuffer, whose size may lag behind the desktop's.
 *
 * Requests that arrive before an answer merge into one, as RFC 6143 §7.5.3 allows.
 */
class UpdateQueue {
public:
    QSize size() const { return m_bounds.size(); }
    /** The client's framebuffer has another size now: all of it is to be seen anew. */
    void setSize(QSize size);

    /** FramebufferUpdateRequest. One that is not incremental is answered whatever changed. */
    void request(const QRect &area, bool incremental);
    bool isRequested() const { return m_isRequested; }
    /** A request that is not incremental waits. */
    bool isForced() const { return m_isForced; }
    /** The request was answered without pixels, except for what is forced. */
    void answerWithoutPixels();
    /** A forced request now asks for all of the client's framebuffer. */
    void widenForced();

    void addDamage(const QRegion &damage);
    /** Pixels that may be sent now. */
    QRegion due() const;
    /** True if an answer is due for the sake of the pixels. */
    bool hasDue() const { return m_isRequested && (m_isForced || !due().isEmpty()); }
    /** Takes due() and answers the request. `lossy`: it is about to be sent with loss. */
    QRegion take(bool lossy);

    /** Something was sent with loss, nothing new is due, and a request waits. */
    bool canRefine() const;
    /** Takes some of what was sent with loss, to be sent without, and answers the request. */
    QRegion takeRefinement();

private:
    /** So that newer changes never wait long behind a refinement. */
    static constexpr int refinementPixels = 256 * 1024;

    void answered();

    QRect m_bounds;
    QRegion m_requested;
    QRegion m_forced;
    QRegion m_damage;
    QRegion m_lossy;
    bool m_isRequested = false;
    bool m_isForced = false;
};

} // namespace oriel
