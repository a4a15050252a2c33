#pragma once

#include "tests/bench/client/Decoder.h"
#include "tests/bench/client/Options.h"

#include <functional>
#include <map>
#include <optional>
#include <string>

namespace oriel::bench {

/**
 * RFB 3.8 as noVNC speaks it, from the version on: answers what is to be answered, and keeps the
 * framebuffer. Everything throws std::runtime_error on what the server must not send.
 */
class RfbSession {
public:
    using Send = std::function<void(const std::string &bytes)>;

    RfbSession(RfbReader &reader, Send send, Options options);

    /** Up to the first request for the whole picture. */
    void start();

    /** Reads and obeys one message; true if it was a FramebufferUpdate. */
    bool handleMessage();

    /** Every pixel came at least once. */
    bool isPictureComplete() const { return m_missing == 0; }
    /** Only after start(). */
    Framebuffer &framebuffer() { return *m_framebuffer; }
    void sendKey();

private:
    void negotiate();
    void authenticate();
    [[noreturn]] void failWithReason(const std::string &what);
    void handleUpdate();
    /** False after the last rectangle. */
    bool handleRect();
    bool handlePseudoRect(std::int32_t encoding, const Rect &rect);
    void handleClipboard();
    void handleFence();
    void resize(int width, int height);
    void markAsPainted(const Rect &rect);
    void enableContinuousUpdates();

    RfbReader &m_reader;
    Send m_send;
    Options m_options;
    std::optional<Framebuffer> m_framebuffer;
    std::map<std::int32_t, std::unique_ptr<Decoder>> m_decoders;
    bool m_continuous = false; ///< the server sends without being asked
    bool m_extendedKeys = false;
    std::vector<bool> m_painted; ///< per pixel, until all are
    std::size_t m_missing = 0;
};

} // namespace oriel::bench
