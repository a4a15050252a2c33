#pragma once

#include <QByteArray>
#include <QList>
#include <QRect>

namespace oriel {

/**
 * Holds a viewer's FramebufferUpdateRequests (RFC 6143 §7.5.3) back while bytes for it still wait
 * to be sent, or while an earlier request is unanswered: the desktop changes meanwhile, its damage
 * merges, and what the viewer then gets is new. Without the second rule, requests sent in one go
 * would each be answered, however slowly they are read. Pure.
 */
class UpdateGate {
public:
    /** More different areas than this are held as the one that covers them. */
    static constexpr qsizetype maxHeld = 16;
    /** So many incremental requests may be out without an answer. */
    static constexpr qsizetype maxAsked = 64;

    /** `message`: a FramebufferUpdateRequest. */
    void request(const QByteArray &message);
    /** Bytes came from the vnc side. */
    void noteAnswer();
    /** An answer did not come in time (the area lies outside, say): it is waited for no more. */
    void giveUpWaiting() { noteAnswer(); }
    /** A non-incremental request went out and no byte came since. */
    bool isWaiting() const { return m_waitsForFull; }
    bool isHolding() const { return !m_full.isEmpty() || !m_incremental.isEmpty(); }

    /** What may go to the vnc side now. `drained`: no byte waits to be sent. */
    QByteArray release(bool drained);

private:
    static void merge(QList<QRect> &areas, const QRect &area);
    static QByteArray message(const QRect &area, bool incremental);

    QList<QRect> m_full;
    QList<QRect> m_incremental;
    bool m_waitsForFull = false;
    QList<QRect> m_asked; ///< by incremental requests without an answer
};

} // namespace oriel
