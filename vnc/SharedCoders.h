#pragma once

#include "vnc/LosslessCoder.h"
#include "vnc/PictureCoder.h"
#include "vnc/VideoAreas.h"

namespace oriel {

/** What is coded once for all viewers. Lives in the vnc thread. */
struct SharedCoders {
    PictureCoder pictures;
    LosslessCoder lossless;
    VideoAreas video;

    /** From here on `changed` looks different. Video is told more than that. */
    void forget(const QRegion &changed)
    {
        pictures.forget(changed);
        lossless.forget(changed);
    }
    /** Nobody watches: gives the memory back. */
    void clear()
    {
        pictures.clear();
        lossless.clear();
        video.setWanted(false);
    }
};

} // namespace oriel
