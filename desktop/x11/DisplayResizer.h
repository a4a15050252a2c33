#pragma once

#include "desktop/x11/X11Connection.h"

#include <QList>
#include <QSize>

#include <xcb/randr.h>

#include <optional>

namespace oriel {

/** Gives the only display of a screen another size through RandR 1.3. */
class DisplayResizer {
public:
    explicit DisplayResizer(X11Connection &connection)
        : m_connection(connection)
    {
    }

    /** False if there are several displays, the size isn't to be had, or the server refuses. */
    bool resize(QSize size);

private:
    using Resources = XcbPtr<xcb_randr_get_screen_resources_current_reply_t>;
    struct Display {
        xcb_randr_output_t output;
        xcb_randr_crtc_t crtc;
        quint16 rotation;
        QString name;
        QList<xcb_randr_mode_t> modes;
    };

    Resources resources() const;
    std::optional<Display> onlyDisplay(const Resources &resources) const;
    static xcb_randr_mode_t modeOf(const Resources &resources, const Display &display, QSize size);
    xcb_randr_mode_t addMode(const Resources &resources, const Display &display, QSize size);
    bool apply(const Display &display, xcb_randr_mode_t mode, QSize size);
    bool setScreenSize(QSize size);

    X11Connection &m_connection;
};

} // namespace oriel
