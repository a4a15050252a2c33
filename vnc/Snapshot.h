#pragma once

#include "desktop/Framebuffer.h"
#include "vnc/Move.h"
#include "vnc/MoveFinder.h"

#include <QList>
#include <QRegion>

#include <memory>

namespace oriel {

/** How a picture differs from the one before it. */
struct PictureChange {
    QRegion changed;   ///< all that is not as it was
    QList<Move> moves; ///< what of it, and around it, can be copied from the picture before
};

/**
 * The picture as last published: the vnc thread's own, so that encoders read it without a lock
 * while capture goes on. Whoever paints into it puts back what was there.
 */
class Snapshot {
public:
    /** Null before the first update() and after clear(). */
    Framebuffer *picture() const { return m_picture.get(); }

    /**
     * Takes over what `damage` covers of `now` and tells what that changed, exactly, in tiles.
     * `now` may be newer than `damage` elsewhere. Another size: everything changed.
     */
    PictureChange update(const Framebuffer &now, const QRegion &damage, bool wantsMoves);
    void clear();

private:
    /** More parts cost more to send than the space between them. */
    static constexpr int maxRects = 128;

    std::unique_ptr<Framebuffer> m_picture;
    MoveFinder m_moves;
};

} // namespace oriel
