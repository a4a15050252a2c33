#include "vnc/AvcCodec.h"

namespace oriel {

// Everywhere: constrained baseline, so that no picture is held back or comes in another order; key
// pictures only when asked for; and a quality at which moving pictures of 720p keep more than 38 dB
// of luma in a few kilobytes.
const std::vector<AvcCodec> &AvcCodec::known()
{
    static const std::vector<AvcCodec> codecs{
        // Deblocking gains more than a decibel for 0.2 ms at 720p; dct-decimate takes 0.2 ms, and
        // loses a third of one. With a limit x264 first looks at each picture at half the size,
        // which takes nearly a millisecond: hence two ways to say the quality.
        // Coarser chroma saves 0.3 ms, most of it grain that nobody sees.
        {"libx264",
         {{"preset", "ultrafast"},
          {"tune", "zerolatency"},
          {"profile", "baseline"},
          {"forced-idr", "1"},
          {"x264-params",
           "sliced-threads=0:no-deblock=0:no-dct-decimate=1:chroma-qp-offset=3:ipratio=1.1:"
           "chromaloc=1"}},
         {{"qp", "26"}},
         {{"crf", "24"}},
         true},
        // Where the above is missing. It has not been seen at work: no machine with that hardware
        // was at hand, and the trial that it has to pass tells nothing of its quality. What wants
        // its pictures in the graphics card's memory (VA-API, Quick Sync) is left out, since that
        // could not be tried at all.
        {"h264_nvenc",
         {{"preset", "p1"},
          {"tune", "ull"},
          {"profile", "baseline"},
          {"zerolatency", "1"},
          {"delay", "0"},
          {"forced-idr", "1"}},
         {{"rc", "constqp"}, {"qp", "26"}},
         {{"rc", "vbr"}, {"cq", "26"}},
         true},
    };
    return codecs;
}

} // namespace oriel
