#pragma once

#include "vnc/PendingCopies.h"
#include "vnc/Snapshot.h"

#include <QRegion>
#include <QSize>

namespace oriel {

/**
 * What one client asked for and what it has yet to see. Pure bookkeeping in the coordinates of
 * that client's framebuffer, whose size may lag behind the desktop's.
 *
 * Requests that arrive before an answer merge into one, as RFC 6143 §7.5.3 allows. Continuous
 * updates stand for requests that are always there.
 */
class UpdateQueue {
public:
    QSize size() const { return m_bounds.size(); }
    /** The client's framebuffer has another size now: all of it is to be seen anew. */
    void setSize(QSize size);

    /** FramebufferUpdateRequest. One that is not incremental is answered whatever changed. */
    void request(const QRect &area, bool incremental);
    bool isRequested() const { return m_isRequested; }
    /**
     * EnableContinuousUpdates (rfbproto): what changes inside is due without a request; empty:
     * no longer.
     */
    void setContinuous(const QRect &area) { m_continuous = area; }
    bool isContinuous() const { return !(m_continuous & m_bounds).isEmpty(); }
    /** All of the picture is. */
    bool isContinuousEverywhere() const { return m_continuous.contains(m_bounds); }
    /** An update may be sent for one reason or the other. */
    bool isWanted() const { return m_isRequested || isContinuous(); }
    /** A request that is not incremental waits. */
    bool isForced() const { return m_isForced; }
    /** The request was answered without pixels, except for what is forced. */
    void answerWithoutPixels();
    /** A forced request now asks for all of the client's framebuffer. */
    void widenForced();

    /** The client can copy within its picture. False turns what waits to be copied into damage. */
    void setTakesCopies(bool takes);
    void addDamage(const QRegion &damage);
    /**
     * The picture went on. What the client has right where a move comes from it may copy, and what
     * it has with loss stays so. `painted`: where its picture has more in it than the desktop's.
     */
    void addChange(const PictureChange &change, const QRegion &painted);
    /** What may be sent now. */
    QRegion due() const;
    /** True if an answer is due for the sake of the pixels. */
    bool hasDue() const { return isWanted() && (m_isForced || !due().isEmpty()); }
    struct Update {
        QList<CopyRect> copies; ///< to be sent first, in this order
        QRegion pixels;
    };
    /** Takes due() and answers the request. */
    Update take();
    /** What was taken, by take(), took so many bytes. */
    void noteBytes(qsizetype bytes) { m_bytes += bytes; }
    /** This part of what was taken is sent with loss. */
    void noteLossy(const QRegion &sent);
    /** age() is to be called. */
    bool isAgeing() const
    {
        return !m_fresh.isEmpty() || !m_recent.isEmpty() || (isMoving() && !m_lossy.isEmpty());
    }
    /**
     * Called at even intervals while that is so: what was sent with loss and has stayed as it is
     * for one to two of them is at rest. `affordable`: bytes that sharpening may take until the
     * next one, if something else moves.
     */
    void age(qsizetype affordable);

    /** Something with loss is at rest, nothing new is due, and an update may be sent. */
    bool canRefine() const;
    /**
     * Takes some of it, about `pixels` at most, to be sent without loss, and answers the request.
     * While something else moves, little is taken between one age() and the next.
     */
    QRegion takeRefinement(int pixels);
    /** Such are photographs, which were sent with loss before. */
    static constexpr int losslessBytesPerPixel = 2;

private:
    /**
     * Between two age(), sharpening takes this share of what motion takes, or what motion leaves
     * of so many bytes: a drag stays light, and beside a blinking cursor all is sharp soon.
     */
    static constexpr int motionPerRefinement = 12;
    static constexpr qsizetype lightMotion = 48 * 1024;
    /** Above this a change is so scattered that the space between its parts is cheaper to send. */
    static constexpr int maxRegionRects = 256;

    Move copyable(const Move &move, const QRegion &changed, const QRegion &painted) const;
    void turnIntoDamage(const QRegion &notCopied);
    void answered();
    bool isMoving() const { return m_hasMoved || m_isSent; }
    QRegion atRest() const { return (m_lossy - m_fresh - m_recent) & wanted(); }
    QRegion wanted() const { return m_requested + (m_continuous & m_bounds); }

    QRect m_bounds;
    QRegion m_requested;
    QRect m_continuous;
    QRegion m_forced;
    PendingCopies m_copies;
    QRegion m_damage;        ///< what is wrong even after the copies
    QRegion m_lossy;         ///< what is right but for some loss after the copies
    QRegion m_fresh;         ///< of m_lossy, since the last age()
    QRegion m_recent;        ///< of m_lossy, between the one before and that
    qsizetype m_bytes = 0;   ///< sent since the last age(), without refinements
    int m_allowance = 0;     ///< pixels to be refined until the next age() while something moves
    bool m_isSent = false;   ///< pixels, since the last age()
    bool m_hasMoved = false; ///< they were, between the one before and that
    bool m_takesCopies = false;
    bool m_isRequested = false;
    bool m_isForced = false;
};

} // namespace oriel
