#pragma once

#include "desktop/Framebuffer.h"
#include "desktop/x11/PixelConverter.h"
#include "desktop/x11/SharedSegment.h"

#include <QRegion>

#include <optional>

namespace oriel {

/** Copies parts of the root window into a Framebuffer: one pass over the pixels asked for. */
class ScreenGrabber {
public:
    /** Null with one clear line in `error` if this screen's pixels can't be read. */
    static std::unique_ptr<ScreenGrabber> create(X11Connection &connection, QString *error);

    bool usesSharedMemory() const { return m_sharesMemory; }
    /** To be called before the first grab and when the root window's size has changed. */
    void resize(QSize size);
    /** Gives memory back until the next resize(). */
    void release();
    /**
     * Copies `area` (within the size) to the same place of `into`. False if the server refused,
     * as it does while its size changes, or is gone; then `into` is partly old.
     */
    bool grab(const QRegion &area, Framebuffer &into);

private:
    struct Format {
        PixelConverter converter;
        int scanlinePad; ///< in bits
    };
    ScreenGrabber(X11Connection &connection, const Format &format);
    static std::optional<Format> formatOf(const X11Connection &connection);
    std::size_t strideOf(int width) const;
    QList<QRect> bandsOf(const QRegion &area) const;
    bool grabShared(const QList<QRect> &rects, Framebuffer &into);
    bool grabByImage(const QList<QRect> &rects, Framebuffer &into);
    void convert(const std::uint8_t *from, const QRect &rect, Framebuffer &into) const;

    X11Connection &m_connection;
    Format m_format;
    bool m_sharesMemory;
    QSize m_size;
    std::unique_ptr<SharedSegment> m_segment;
};

} // namespace oriel
