#include "vnc/AvcLibrary.h"

#include "vnc/Logging.h"

#include <QLibrary>

#include <cstdarg>

namespace oriel {

namespace {

// What is an error to libavcodec (a codec without its hardware) is everyday life here.
void log(void *, int, const char *format, va_list arguments)
{
    if (!logLibrary().isDebugEnabled())
        return;
    char line[512];
    std::vsnprintf(line, sizeof line, format, arguments);
    qCDebug(logLibrary).noquote() << QString::fromLocal8Bit(line).trimmed();
}

template <typename Function>
bool find(QLibrary &library, const char *name, Function &function)
{
    function = reinterpret_cast<Function>(library.resolve(name));
    return function;
}

} // namespace

std::shared_ptr<const AvcLibrary> AvcLibrary::load()
{
    std::shared_ptr<AvcLibrary> library(new AvcLibrary);
    if (!library->resolve())
        return nullptr;
    library->av_log_set_callback(log);
    return library;
}

bool AvcLibrary::resolve()
{
    // Other versions have other structures. Neither is ever unloaded.
    QLibrary codec(QStringLiteral("avcodec"), LIBAVCODEC_VERSION_MAJOR);
    QLibrary util(QStringLiteral("avutil"), LIBAVUTIL_VERSION_MAJOR);
    for (QLibrary *library : {&codec, &util}) {
        if (!library->load()) {
            qCInfo(logVnc).noquote() << "No H.264:" << library->errorString();
            return false;
        }
    }
    return find(codec, "avcodec_find_encoder_by_name", avcodec_find_encoder_by_name)
        && find(codec, "avcodec_alloc_context3", avcodec_alloc_context3)
        && find(codec, "avcodec_free_context", avcodec_free_context)
        && find(codec, "avcodec_open2", avcodec_open2)
        && find(codec, "avcodec_send_frame", avcodec_send_frame)
        && find(codec, "avcodec_receive_packet", avcodec_receive_packet)
        && find(codec, "av_packet_alloc", av_packet_alloc)
        && find(codec, "av_packet_free", av_packet_free)
        && find(codec, "av_packet_unref", av_packet_unref)
        && find(util, "av_frame_alloc", av_frame_alloc)
        && find(util, "av_frame_free", av_frame_free)
        && find(util, "av_buffer_create", av_buffer_create) && find(util, "av_opt_set", av_opt_set)
        && find(util, "av_log_set_callback", av_log_set_callback);
}

} // namespace oriel
