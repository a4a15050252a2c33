#include "desktop/x11/DisplayResizer.h"

#include <algorithm>
#include <array>
#include <span>

namespace oriel {

namespace {

constexpr int rateOfNewModes = 60;
constexpr double dotsPerInch = 96;
constexpr double millimetresPerInch = 25.4;

/** Displays without a tube or panel behind them: no mode can harm those. */
bool isVirtual(const QString &output)
{
    static constexpr std::array names{QLatin1StringView("VNC-"), QLatin1StringView("DUMMY"),
                                      QLatin1StringView("Virtual"), QLatin1StringView("rdp")};
    return std::any_of(names.begin(), names.end(),
                       [&output](QLatin1StringView name) { return output.startsWith(name); });
}

xcb_randr_mode_info_t timingFor(QSize size, qsizetype nameLength)
{
    // Blanking like a flat panel's; only the rate that follows from it matters.
    const int width = size.width();
    const int height = size.height();
    xcb_randr_mode_info_t mode{};
    mode.width = quint16(width);
    mode.height = quint16(height);
    mode.hsync_start = quint16(width + 48);
    mode.hsync_end = quint16(width + 80);
    mode.htotal = quint16(width + 160);
    mode.vsync_start = quint16(height + 3);
    mode.vsync_end = quint16(height + 8);
    mode.vtotal = quint16(height + 30);
    mode.dot_clock = quint32(mode.htotal) * mode.vtotal * rateOfNewModes;
    mode.name_len = quint16(nameLength);
    return mode;
}

} // namespace

bool DisplayResizer::resize(QSize size)
{
    const Resources found = resources();
    const auto display = found ? onlyDisplay(found) : std::nullopt;
    if (!display)
        return false;
    xcb_randr_mode_t mode = modeOf(found, *display, size);
    if (!mode && isVirtual(display->name))
        mode = addMode(found, *display, size);
    return mode && apply(*display, mode, size);
}

DisplayResizer::Resources DisplayResizer::resources() const
{
    xcb_connection_t *c = m_connection.xcb();
    return xcbReply(xcb_randr_get_screen_resources_current_reply, c,
                    xcb_randr_get_screen_resources_current(c, m_connection.root()));
}

std::optional<DisplayResizer::Display> DisplayResizer::onlyDisplay(const Resources &resources) const
{
    xcb_connection_t *c = m_connection.xcb();
    std::optional<Display> found;
    const std::span outputs(xcb_randr_get_screen_resources_current_outputs(resources.get()),
                            resources->num_outputs);
    for (const xcb_randr_output_t output : outputs) {
        const auto info =
            xcbReply(xcb_randr_get_output_info_reply, c,
                     xcb_randr_get_output_info(c, output, resources->config_timestamp));
        if (!info || !info->crtc)
            continue;
        const auto crtc =
            xcbReply(xcb_randr_get_crtc_info_reply, c,
                     xcb_randr_get_crtc_info(c, info->crtc, resources->config_timestamp));
        if (!crtc || !crtc->mode)
            continue;
        if (found)
            return std::nullopt;
        const xcb_randr_mode_t *modes = xcb_randr_get_output_info_modes(info.get());
        found = Display{output, info->crtc, crtc->rotation,
                        QString::fromUtf8(reinterpret_cast<const char *>(
                                              xcb_randr_get_output_info_name(info.get())),
                                          xcb_randr_get_output_info_name_length(info.get())),
                        QList<xcb_randr_mode_t>(modes, modes + info->num_modes)};
    }
    return found;
}

xcb_randr_mode_t DisplayResizer::modeOf(const Resources &resources, const Display &display,
                                        QSize size)
{
    const std::span modes(xcb_randr_get_screen_resources_current_modes(resources.get()),
                          resources->num_modes);
    for (const xcb_randr_mode_info_t &mode : modes) {
        if (QSize(mode.width, mode.height) == size && display.modes.contains(mode.id))
            return mode.id;
    }
    return 0;
}

xcb_randr_mode_t DisplayResizer::addMode(const Resources &resources, const Display &display,
                                         QSize size)
{
    xcb_connection_t *c = m_connection.xcb();
    const QByteArray name =
        "oriel-" + QByteArray::number(size.width()) + 'x' + QByteArray::number(size.height());
    const std::span modes(xcb_randr_get_screen_resources_current_modes(resources.get()),
                          resources->num_modes);
    // A mode of this size may be there already, only not with this display.
    const auto existing = std::find_if(modes.begin(), modes.end(), [size](const auto &mode) {
        return QSize(mode.width, mode.height) == size;
    });
    xcb_randr_mode_t id = existing == modes.end() ? 0 : existing->id;
    if (!id) {
        const auto reply =
            xcbReply(xcb_randr_create_mode_reply, c,
                     xcb_randr_create_mode(c, m_connection.root(), timingFor(size, name.size()),
                                           quint32(name.size()), name.constData()));
        id = reply ? reply->mode : 0;
    }
    if (!id || !xcbSucceeds(c, xcb_randr_add_output_mode_checked(c, display.output, id)))
        return 0;
    return id;
}

bool DisplayResizer::apply(const Display &display, xcb_randr_mode_t mode, QSize size)
{
    xcb_connection_t *c = m_connection.xcb();
    const auto root = xcbReply(xcb_get_geometry_reply, c, xcb_get_geometry(c, m_connection.root()));
    // The display must lie within the screen before and after.
    if (!root || !setScreenSize(size.expandedTo(QSize(root->width, root->height))))
        return false;
    const auto reply =
        xcbReply(xcb_randr_set_crtc_config_reply, c,
                 xcb_randr_set_crtc_config(c, display.crtc, XCB_CURRENT_TIME, XCB_CURRENT_TIME, 0,
                                           0, mode, display.rotation, 1, &display.output));
    const bool done = reply && reply->status == XCB_RANDR_SET_CONFIG_SUCCESS;
    return setScreenSize(done ? size : QSize(root->width, root->height)) && done;
}

bool DisplayResizer::setScreenSize(QSize size)
{
    xcb_connection_t *c = m_connection.xcb();
    const auto root = xcbReply(xcb_get_geometry_reply, c, xcb_get_geometry(c, m_connection.root()));
    if (root && QSize(root->width, root->height) == size)
        return true;
    const auto millimetres = [](int pixels) {
        return quint32(pixels * millimetresPerInch / dotsPerInch);
    };
    return xcbSucceeds(c,
                       xcb_randr_set_screen_size_checked(
                           c, m_connection.root(), quint16(size.width()), quint16(size.height()),
                           millimetres(size.width()), millimetres(size.height())));
}

} // namespace oriel
