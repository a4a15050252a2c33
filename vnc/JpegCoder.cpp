#include "vnc/JpegCoder.h"

#include "vnc/Logging.h"

#include <turbojpeg.h>

namespace oriel {

JpegCoder::JpegCoder()
    : m_handle(tjInitCompress())
{
}

JpegCoder::~JpegCoder() = default;

void JpegCoder::Free::operator()(void *handle) const { tjDestroy(handle); }

QByteArray JpegCoder::encode(const Framebuffer &picture, const QRect &area, int quality,
                             Chroma chroma)
{
    Q_ASSERT(QRect(QPoint(), picture.size()).contains(area));
    const int sampling = chroma == Chroma::Full ? TJSAMP_444 : TJSAMP_420;
    // Kept, as fresh pages for the worst case cost more than what is used of them.
    const auto most = qsizetype(tjBufSize(area.width(), area.height(), sampling));
    if (m_scratch.size() < most)
        m_scratch = QByteArray(most, Qt::Uninitialized);
    auto *to = reinterpret_cast<unsigned char *>(m_scratch.data());
    unsigned long size = ulong(m_scratch.size());
    const unsigned char *from =
        picture.row(area.y()) + std::size_t(area.x()) * Framebuffer::bytesPerPixel;
    const int error =
        tjCompress2(m_handle.get(), from, area.width(), int(picture.stride()), area.height(),
                    TJPF_RGBX, &to, &size, sampling, quality, TJFLAG_NOREALLOC | TJFLAG_FASTDCT);
    if (error) {
        qCWarning(logVnc, "A picture could not be coded: %s", tjGetErrorStr2(m_handle.get()));
        return {};
    }
    return m_scratch.first(qsizetype(size));
}

} // namespace oriel
