#pragma once

#include <cstdint>

namespace oriel::bench {

/** The numbers of RFB's encodings and pseudo-encodings. */
namespace Encoding {

constexpr std::int32_t raw = 0;
constexpr std::int32_t copyRect = 1;
constexpr std::int32_t rre = 2;
constexpr std::int32_t hextile = 5;
constexpr std::int32_t zlib = 6;
constexpr std::int32_t tight = 7;
constexpr std::int32_t zrle = 16;
constexpr std::int32_t jpeg = 21;
constexpr std::int32_t h264 = 50;

constexpr std::int32_t quality0 = -32;
constexpr std::int32_t compression0 = -256;
constexpr std::int32_t desktopSize = -223;
constexpr std::int32_t lastRect = -224;
constexpr std::int32_t cursor = -239;
constexpr std::int32_t qemuKeyEvent = -258;
constexpr std::int32_t qemuLedState = -261;
constexpr std::int32_t desktopName = -307;
constexpr std::int32_t extendedDesktopSize = -308;
constexpr std::int32_t xvp = -309;
constexpr std::int32_t fence = -312;
constexpr std::int32_t continuousUpdates = -313;
constexpr std::int32_t extendedMouseButtons = -316;
constexpr auto extendedClipboard = static_cast<std::int32_t>(0xc0a1e5ce);
constexpr std::int32_t vmwareCursor = 0x574d5664;

} // namespace Encoding
} // namespace oriel::bench
