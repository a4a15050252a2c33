#pragma once

#include <QByteArray>

#include <utility>
#include <vector>

namespace oriel {

/** One of libavcodec's H.264 encoders, and how it is told to be quick and plain. */
struct AvcCodec {
    using Options = std::vector<std::pair<const char *, const char *>>;

    QByteArray name;
    Options always;
    Options unlimited;         ///< pictures of one quality, whatever they take
    Options limited;           ///< the same quality as long as the bit rate allows
    bool changesLimit = false; ///< takes another bit rate without beginning anew

    /** All that are worth a try, the best first. */
    static const std::vector<AvcCodec> &known();
};

} // namespace oriel
