#include "desktop/x11/ScreenGeometry.h"

#include "desktop/x11/DisplayResizer.h"

#include <xcb/randr.h>

#include <algorithm>
#include <span>
#include <tuple>

namespace oriel {

namespace {

constexpr double defaultRate = 60;
constexpr double slowestRate = 10;
constexpr double fastestRate = 240;

double rateOf(const xcb_randr_mode_info_t &mode)
{
    double lines = mode.vtotal;
    if (mode.mode_flags & XCB_RANDR_MODE_FLAG_DOUBLE_SCAN)
        lines *= 2;
    if (mode.mode_flags & XCB_RANDR_MODE_FLAG_INTERLACE)
        lines /= 2;
    const double pixels = mode.htotal * lines;
    return pixels > 0 ? mode.dot_clock / pixels : 0;
}

} // namespace

ScreenGeometry::ScreenGeometry(X11Connection &connection)
    : m_connection(connection)
{
    xcb_connection_t *c = connection.xcb();
    const auto *extension = connection.extension(&xcb_randr_id);
    const auto version = extension
        ? xcbReply(xcb_randr_query_version_reply, c, xcb_randr_query_version(c, 1, 5))
        : nullptr;
    if (version && std::tuple(version->major_version, version->minor_version) >= std::tuple(1, 3)) {
        m_firstEvent = extension->first_event;
        m_hasMonitors =
            std::tuple(version->major_version, version->minor_version) >= std::tuple(1, 5);
        xcb_randr_select_input(c, connection.root(),
                               XCB_RANDR_NOTIFY_MASK_SCREEN_CHANGE
                                   | XCB_RANDR_NOTIFY_MASK_CRTC_CHANGE
                                   | XCB_RANDR_NOTIFY_MASK_OUTPUT_CHANGE);
    }
    connection.selectRootEvents(XCB_EVENT_MASK_STRUCTURE_NOTIFY);
    connect(&connection, &X11Connection::event, this, &ScreenGeometry::handleEvent);
}

ScreenLayout ScreenGeometry::layout() const
{
    const auto geometry = xcbReply(xcb_get_geometry_reply, m_connection.xcb(),
                                   xcb_get_geometry(m_connection.xcb(), m_connection.root()));
    if (!geometry)
        return {};
    ScreenLayout layout{QSize(geometry->width, geometry->height), monitors()};
    const QRect whole(QPoint(0, 0), layout.size);
    layout.monitors.removeIf([&whole](const Monitor &m) { return !whole.contains(m.geometry); });
    if (layout.monitors.isEmpty())
        layout.monitors.append({0, whole, QStringLiteral("screen")});
    return layout;
}

QList<Monitor> ScreenGeometry::monitors() const
{
    if (!m_hasMonitors)
        return {};
    const auto reply = xcbReply(xcb_randr_get_monitors_reply, m_connection.xcb(),
                                xcb_randr_get_monitors(m_connection.xcb(), m_connection.root(), 1));
    if (!reply)
        return {};
    QList<Monitor> monitors;
    for (auto it = xcb_randr_get_monitors_monitors_iterator(reply.get()); it.rem > 0;
         xcb_randr_monitor_info_next(&it)) {
        const xcb_randr_monitor_info_t &info = *it.data;
        const QRect geometry(info.x, info.y, info.width, info.height);
        if (geometry.isEmpty())
            continue;
        const Monitor monitor{info.name, geometry, m_connection.atomName(info.name)};
        if (info.primary)
            monitors.prepend(monitor);
        else
            monitors.append(monitor);
    }
    return monitors;
}

std::chrono::nanoseconds ScreenGeometry::frameInterval() const
{
    double fastest = 0;
    xcb_connection_t *c = m_connection.xcb();
    const auto resources = m_firstEvent
        ? xcbReply(xcb_randr_get_screen_resources_current_reply, c,
                   xcb_randr_get_screen_resources_current(c, m_connection.root()))
        : nullptr;
    if (resources) {
        const std::span modes(xcb_randr_get_screen_resources_current_modes(resources.get()),
                              resources->num_modes);
        const std::span crtcs(xcb_randr_get_screen_resources_current_crtcs(resources.get()),
                              resources->num_crtcs);
        for (const xcb_randr_crtc_t crtc : crtcs) {
            const auto info =
                xcbReply(xcb_randr_get_crtc_info_reply, c,
                         xcb_randr_get_crtc_info(c, crtc, resources->config_timestamp));
            for (const xcb_randr_mode_info_t &mode : modes) {
                if (info && info->mode == mode.id)
                    fastest = std::max(fastest, rateOf(mode));
            }
        }
    }
    const double rate = fastest > 0 ? std::clamp(fastest, slowestRate, fastestRate) : defaultRate;
    return std::chrono::nanoseconds(qint64(1e9 / rate));
}

bool ScreenGeometry::resize(QSize size)
{
    if (layout().size == size)
        return true;
    return m_firstEvent && DisplayResizer(m_connection).resize(size);
}

void ScreenGeometry::handleEvent(const xcb_generic_event_t *event)
{
    const int type = xcbType(event);
    const bool ours = type == XCB_CONFIGURE_NOTIFY
        ? xcbCast<xcb_configure_notify_event_t>(event)->window == m_connection.root()
        : m_firstEvent
            && (type == m_firstEvent + XCB_RANDR_SCREEN_CHANGE_NOTIFY
                || type == m_firstEvent + XCB_RANDR_NOTIFY);
    if (ours)
        emit changed();
}

} // namespace oriel
