// In place of AvcEncoders.cpp where libavcodec was not there to build with.
#include "vnc/VideoEncoder.h"

namespace oriel {

std::unique_ptr<VideoEncoders> VideoEncoders::find() { return nullptr; }

} // namespace oriel
