#pragma once

#include <cstdint>

namespace oriel::bench {

/** Noise that is the same everywhere and at any time. */
constexpr std::uint32_t hash(std::uint32_t value)
{
    value ^= value >> 16;
    value *= 0x7feb352dU;
    value ^= value >> 15;
    value *= 0x846ca68bU;
    return value ^ (value >> 16);
}

constexpr std::uint32_t hash(std::uint32_t a, std::uint32_t b) { return hash(hash(a) + b); }

} // namespace oriel::bench
