#pragma once

#include "tests/bench/client/Options.h"

#include <string>

namespace oriel::bench {

/** What the client says, byte for byte as noVNC does. */
namespace ClientMessages {

/** 32 bits, 24 of them used: R, G, B, nothing. */
std::string setPixelFormat();
/** noVNC's list, without what the options leave out and without TightPNG, which nobody decodes. */
std::string setEncodings(const Options &options);
std::string updateRequest(bool incremental, int width, int height);
std::string enableContinuousUpdates(int width, int height);
/** `flags` and `payload` of the server's. */
std::string fence(std::uint32_t flags, const std::string &payload);
/** The key "a", with its scan code if the server takes those. */
std::string key(bool down, bool extended);
/** That the extended clipboard is understood. */
std::string clipboardCaps();

} // namespace ClientMessages
} // namespace oriel::bench
