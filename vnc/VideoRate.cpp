#include "vnc/VideoRate.h"

#include <algorithm>

namespace oriel {

namespace {

constexpr double bitsPerByte = 8;
// The rest is for keys' echoes and for what else changes; and each packet less is one less to be
// lost, with all that comes behind it waiting.
constexpr double share = 0.4;
// Less shows nothing: better fewer pictures.
constexpr double least = 150e3;
// A line that has a limit has to be so many times better before it has none.
constexpr double surely = 1.5;
constexpr double tolerance = 1.25;

} // namespace

int VideoRate::follow(std::optional<double> line)
{
    const double needed = m_bitsPerSecond > 0 ? surely * enough : enough;
    if (!line || *line >= needed)
        return m_bitsPerSecond = 0;
    const double fitting = std::max(*line * share * bitsPerByte, least);
    const double ratio = fitting / std::max(m_bitsPerSecond, 1);
    if (ratio > tolerance || ratio < 1 / tolerance)
        m_bitsPerSecond = int(fitting);
    return m_bitsPerSecond;
}

} // namespace oriel
