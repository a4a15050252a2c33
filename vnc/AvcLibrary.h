#pragma once

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavutil/opt.h>
}

#include <memory>

namespace oriel {

/**
 * libavcodec and libavutil, loaded when they are needed. Linked to the program they would bring
 * some seventy libraries along into every start, which costs 18 ms and 12 MB, and an installation
 * for those who never show a video; and one package could not serve two versions of a distribution.
 */
class AvcLibrary {
public:
    /** Null if the version that Oriel was built for is not installed. */
    static std::shared_ptr<const AvcLibrary> load();

    decltype(&::avcodec_find_encoder_by_name) avcodec_find_encoder_by_name = nullptr;
    decltype(&::avcodec_alloc_context3) avcodec_alloc_context3 = nullptr;
    decltype(&::avcodec_free_context) avcodec_free_context = nullptr;
    decltype(&::avcodec_open2) avcodec_open2 = nullptr;
    decltype(&::avcodec_send_frame) avcodec_send_frame = nullptr;
    decltype(&::avcodec_receive_packet) avcodec_receive_packet = nullptr;
    decltype(&::av_packet_alloc) av_packet_alloc = nullptr;
    decltype(&::av_packet_free) av_packet_free = nullptr;
    decltype(&::av_packet_unref) av_packet_unref = nullptr;
    decltype(&::av_frame_alloc) av_frame_alloc = nullptr;
    decltype(&::av_frame_free) av_frame_free = nullptr;
    decltype(&::av_buffer_create) av_buffer_create = nullptr;
    decltype(&::av_opt_set) av_opt_set = nullptr;
    decltype(&::av_log_set_callback) av_log_set_callback = nullptr;

private:
    AvcLibrary() = default;
    bool resolve();
};

} // namespace oriel
