#pragma once

#include "vnc/AvcCodec.h"
#include "vnc/AvcLibrary.h"
#include "vnc/VideoEncoder.h"

namespace oriel {

/** Makes encoders by one codec of libavcodec. */
class AvcEncoders final : public VideoEncoders {
public:
    /** By the first of `codecs` that passes the trial; null if none does. */
    static std::unique_ptr<VideoEncoders> find(const std::shared_ptr<const AvcLibrary> &library,
                                               const std::vector<AvcCodec> &codecs);

    std::unique_ptr<VideoEncoder> make(QSize size) override;

private:
    AvcEncoders(std::shared_ptr<const AvcLibrary> library, const AvcCodec &codec);
    bool passesTrial();

    std::shared_ptr<const AvcLibrary> m_library;
    AvcCodec m_codec;
};

} // namespace oriel
