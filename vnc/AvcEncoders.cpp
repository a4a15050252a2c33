#include "vnc/AvcEncoders.h"

#include "vnc/AvcEncoder.h"
#include "vnc/Logging.h"

namespace oriel {

std::unique_ptr<VideoEncoders> VideoEncoders::find()
{
    const auto library = AvcLibrary::load();
    return library ? AvcEncoders::find(library, AvcCodec::known()) : nullptr;
}

std::unique_ptr<VideoEncoders> AvcEncoders::find(const std::shared_ptr<const AvcLibrary> &library,
                                                 const std::vector<AvcCodec> &codecs)
{
    for (const AvcCodec &codec : codecs) {
        std::unique_ptr<AvcEncoders> encoders(new AvcEncoders(library, codec));
        if (encoders->passesTrial()) {
            qCInfo(logVnc).noquote() << "Video is encoded by" << codec.name;
            return encoders;
        }
    }
    qCInfo(logVnc) << "No H.264: libavcodec has no encoder that works here";
    return nullptr;
}

AvcEncoders::AvcEncoders(std::shared_ptr<const AvcLibrary> library, const AvcCodec &codec)
    : m_library(std::move(library))
    , m_codec(codec)
{
}

std::unique_ptr<VideoEncoder> AvcEncoders::make(QSize size)
{
    auto encoder = std::make_unique<AvcEncoder>(m_library, m_codec, size);
    return encoder->open() ? std::move(encoder) : nullptr;
}

// A codec can be known and useless: without its hardware, or holding pictures back. So it has to do
// all that is asked of it later; encode() itself looks at what comes out.
bool AvcEncoders::passesTrial()
{
    constexpr QSize size(320, 240);
    const Framebuffer black(size);
    Framebuffer other(size);
    other.fill(QRect(100, 50, 77, 99), qRgb(200, 120, 40));
    const auto encoder = make(size);
    if (!encoder)
        return false;
    qint64 time = 0;
    const auto makes = [&encoder, &time](const Framebuffer &picture, bool isKey) {
        const auto made = encoder->encode(picture, QPoint(), time += 16, isKey);
        return made && made->isKey == isKey;
    };
    if (!makes(black, true) || !makes(other, false) || !makes(black, true) || !makes(other, false))
        return false;
    encoder->setBitRate(1'000'000);
    return makes(black, true) && makes(other, false);
}

} // namespace oriel
