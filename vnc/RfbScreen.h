#pragma once

// The only headers that know libvncserver are this one and RfbClient.h; both are private to vnc/.
#include <rfb/rfb.h>

#include <QSize>

#include <cstddef>
#include <cstdint>
#include <memory>

namespace oriel {

/**
 * libvncserver's screen: no listening socket, no thread, no framebuffer of its own. It lends its
 * encoders whatever picture is set at the moment. Lives in the vnc thread.
 */
class RfbScreen {
public:
    /** Waiting for a peer that takes no bytes ends after this; libvncserver rounds it up to 5 s. */
    static constexpr int maxWaitMs = 2000;

    RfbScreen();
    ~RfbScreen();
    Q_DISABLE_COPY_MOVE(RfbScreen)

    rfbScreenInfo *get() const { return m_screen.get(); }

    /** Lends a picture (bytes R, G, B, X) until this object is destroyed. */
    class Picture {
    public:
        Picture(RfbScreen &screen, std::uint8_t *pixels, QSize size, std::size_t stride);
        ~Picture();
        Q_DISABLE_COPY_MOVE(Picture)

    private:
        rfbScreenInfo &m_screen;
    };

private:
    struct Cleanup {
        void operator()(rfbScreenInfo *screen) const;
    };
    std::unique_ptr<rfbScreenInfo, Cleanup> m_screen;
};

} // namespace oriel
