#include "tests/bench/client/Decoder.h"

#include "tests/bench/client/CopyRectDecoder.h"
#include "tests/bench/client/Encoding.h"
#include "tests/bench/client/H264Decoder.h"
#include "tests/bench/client/HextileDecoder.h"
#include "tests/bench/client/JpegDecoder.h"
#include "tests/bench/client/RawDecoder.h"
#include "tests/bench/client/RreDecoder.h"
#include "tests/bench/client/TightDecoder.h"
#include "tests/bench/client/ZlibDecoder.h"
#include "tests/bench/client/ZrleDecoder.h"

namespace oriel::bench {

std::unique_ptr<Decoder> Decoder::create(std::int32_t encoding)
{
    switch (encoding) {
    case Encoding::raw: return std::make_unique<RawDecoder>();
    case Encoding::copyRect: return std::make_unique<CopyRectDecoder>();
    case Encoding::rre: return std::make_unique<RreDecoder>();
    case Encoding::hextile: return std::make_unique<HextileDecoder>();
    case Encoding::zlib: return std::make_unique<ZlibDecoder>();
    case Encoding::tight: return std::make_unique<TightDecoder>();
    case Encoding::zrle: return std::make_unique<ZrleDecoder>();
    case Encoding::jpeg: return std::make_unique<JpegDecoder>();
    case Encoding::h264: return std::make_unique<H264Decoder>();
    default: return nullptr;
    }
}

} // namespace oriel::bench
