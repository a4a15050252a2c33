#pragma once

#include "desktop/Framebuffer.h"

#include <QByteArray>
#include <QRect>

#include <memory>

namespace oriel {

/** Turns parts of the picture into JPEG files (ITU T.81) by libjpeg-turbo. One thread at a time. */
class JpegCoder {
public:
    enum class Chroma { Full, Quarter }; ///< 4:4:4, 4:2:0

    JpegCoder();
    ~JpegCoder();
    Q_DISABLE_COPY_MOVE(JpegCoder)

    /** `quality` from 1 to 100; `area` lies within. Empty if the library has no memory. */
    QByteArray encode(const Framebuffer &picture, const QRect &area, int quality, Chroma chroma);
    /** Gives the memory back. */
    void clear() { m_scratch = {}; }

private:
    struct Free {
        void operator()(void *handle) const;
    };
    std::unique_ptr<void, Free> m_handle;
    QByteArray m_scratch;
};

} // namespace oriel
