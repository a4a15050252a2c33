#include "desktop/x11/OwnWindows.h"

#include <QHash>

#include <xcb/shape.h>

#include <algorithm>
#include <span>
#include <utility>

namespace oriel {

namespace {

/** Deeper than any window manager puts a window into its frame. */
constexpr int maxFrameDepth = 4;

/** As the selection's name of ICCCM and EWMH counts them. */
int screenNumber(const X11Connection &connection)
{
    int number = 0;
    auto it = xcb_setup_roots_iterator(xcb_get_setup(connection.xcb()));
    for (; it.rem > 0 && it.data->root != connection.root(); xcb_screen_next(&it))
        ++number;
    return number;
}

} // namespace

struct OwnWindows::Child {
    xcb_window_t window;
    QRect rect; ///< with its border
    int depth;
    bool canBeSeen; ///< not InputOnly
};

OwnWindows::OwnWindows(X11Connection &connection, xcb_window_t ownWindow)
    : m_connection(connection)
    , m_mask(xcb_get_setup(connection.xcb())->resource_id_mask)
    , m_base(ownWindow & ~m_mask)
{
    if (areNone())
        return;
    m_hasShape = connection.extension(&xcb_shape_id) != nullptr;
    m_state = connection.atom("WM_STATE");
    m_opacity = connection.atom("_NET_WM_WINDOW_OPACITY");
    m_type = connection.atom("_NET_WM_WINDOW_TYPE");
    const QByteArray compositor = "_NET_WM_CM_S" + QByteArray::number(screenNumber(connection));
    m_compositor = connection.atom(compositor.constData());
    for (const char *type : {"_NET_WM_WINDOW_TYPE_MENU", "_NET_WM_WINDOW_TYPE_POPUP_MENU",
                             "_NET_WM_WINDOW_TYPE_DROPDOWN_MENU", "_NET_WM_WINDOW_TYPE_COMBO"})
        m_menuTypes.insert(connection.atom(type));
    connect(&connection, &X11Connection::event, this, &OwnWindows::handleEvent);
}

void OwnWindows::start()
{
    if (areNone())
        return;
    m_connection.selectRootEvents(XCB_EVENT_MASK_SUBSTRUCTURE_NOTIFY);
    m_following = true;
    m_isOld = true;
    findAll();
}

void OwnWindows::stop()
{
    if (!std::exchange(m_following, false))
        return;
    m_connection.deselectRootEvents(XCB_EVENT_MASK_SUBSTRUCTURE_NOTIFY);
    m_windows.clear();
    m_tops.clear();
    m_menuIsOpen = false;
    m_visible = {};
}

void OwnWindows::handleEvent(const xcb_generic_event_t *event)
{
    if (!m_following)
        return;
    switch (xcbType(event)) {
    case XCB_CREATE_NOTIFY:
        if (isOwn(xcbCast<xcb_create_notify_event_t>(event)->window))
            m_windows.insert(xcbCast<xcb_create_notify_event_t>(event)->window);
        break;
    case XCB_DESTROY_NOTIFY:
        m_windows.remove(xcbCast<xcb_destroy_notify_event_t>(event)->window);
        m_isOld = true;
        break;
    case XCB_REPARENT_NOTIFY:
    case XCB_MAP_NOTIFY:
    case XCB_UNMAP_NOTIFY:
    case XCB_CONFIGURE_NOTIFY:
    case XCB_CIRCULATE_NOTIFY: m_isOld = true; break;
    default: break;
    }
}

const QRegion &OwnWindows::visible()
{
    refreshIfOld();
    return m_visible;
}

bool OwnWindows::takePressAt(QPoint place)
{
    if (!m_following)
        return false;
    xcb_window_t window = childAt(m_connection.root(), place);
    refreshIfOld();
    if (m_tops.contains(window))
        return true;
    for (; window; window = childAt(window, place)) {
        if (isOwn(window))
            return true;
    }
    return false;
}

bool OwnWindows::takeKeys()
{
    if (!m_following)
        return false;
    xcb_connection_t *c = m_connection.xcb();
    const auto reply = xcbReply(xcb_get_input_focus_reply, c, xcb_get_input_focus(c));
    refreshIfOld();
    if (!reply || m_menuIsOpen) // a menu has grabbed the keyboard, wherever the focus is
        return m_menuIsOpen;
    if (reply->focus != XCB_INPUT_FOCUS_POINTER_ROOT)
        return isOwn(reply->focus) || m_tops.contains(reply->focus);
    const auto pointer =
        xcbReply(xcb_query_pointer_reply, c, xcb_query_pointer(c, m_connection.root()));
    return pointer && (isOwn(pointer->child) || m_tops.contains(pointer->child));
}

/** Which of a window's children has this place of the root window; 0 for none. */
xcb_window_t OwnWindows::childAt(xcb_window_t window, QPoint place) const
{
    const auto reply =
        xcbReply(xcb_translate_coordinates_reply, m_connection.xcb(),
                 xcb_translate_coordinates(m_connection.xcb(), m_connection.root(), window,
                                           qint16(place.x()), qint16(place.y())));
    return reply ? reply->child : xcb_window_t(XCB_WINDOW_NONE);
}

void OwnWindows::refreshIfOld()
{
    if (!m_following)
        return;
    // What happened before the last answer stands in the queue by now.
    m_connection.processEvents();
    while (std::exchange(m_isOld, false)) {
        refresh();
        m_connection.processEvents(); // and what happened meanwhile
    }
}

void OwnWindows::refresh()
{
    m_tops.clear();
    m_menuIsOpen = false;
    for (const xcb_window_t window : forgetTheDead()) {
        const xcb_window_t top = topOf(window);
        // What stands in another window without being managed is embedded: a tray icon.
        if (top != window && !hasProperty(window, m_state))
            continue;
        m_tops.insert(top);
    }
    const QList<Child> children = visibleChildren(childrenOf(m_connection.root()));
    QSet<xcb_window_t> seen;
    QRegion above;
    m_visible = {};
    const bool composited = !m_tops.isEmpty() && isComposited();
    for (auto child = children.crbegin(); child != children.crend(); ++child) { // from the top
        if (m_tops.contains(child->window)) {
            seen.insert(child->window);
            m_visible += QRegion(child->rect) - above;
            m_menuIsOpen = m_menuIsOpen || (isOwn(child->window) && isMenu(child->window));
        } else if (!m_tops.isEmpty() && isOpaque(*child, composited)) {
            above += shapeOf(*child);
        }
    }
    m_tops = seen;
}

/** Those of ours that are left, as far as they are visible. */
QList<xcb_window_t> OwnWindows::forgetTheDead()
{
    xcb_connection_t *c = m_connection.xcb();
    QHash<xcb_window_t, xcb_get_window_attributes_cookie_t> cookies;
    for (const xcb_window_t window : std::as_const(m_windows))
        cookies.insert(window, xcb_get_window_attributes(c, window));
    QList<xcb_window_t> visible;
    for (auto cookie = cookies.cbegin(); cookie != cookies.cend(); ++cookie) {
        const auto attributes = xcbReply(xcb_get_window_attributes_reply, c, cookie.value());
        if (!attributes)
            m_windows.remove(cookie.key());
        else if (attributes->map_state == XCB_MAP_STATE_VIEWABLE)
            visible.append(cookie.key());
    }
    return visible;
}

/** The events tell of windows to come; those that are there are looked for. */
void OwnWindows::findAll()
{
    m_windows.clear();
    QList<xcb_window_t> level = childrenOf(m_connection.root());
    for (int depth = 0; depth < maxFrameDepth && !level.isEmpty(); ++depth) {
        QList<xcb_query_tree_cookie_t> cookies;
        for (const xcb_window_t window : std::as_const(level)) {
            if (isOwn(window))
                m_windows.insert(window);
            else
                cookies.append(xcb_query_tree(m_connection.xcb(), window));
        }
        level.clear();
        for (const xcb_query_tree_cookie_t cookie : std::as_const(cookies)) {
            const auto tree = xcbReply(xcb_query_tree_reply, m_connection.xcb(), cookie);
            if (!tree)
                continue;
            const xcb_window_t *first = xcb_query_tree_children(tree.get());
            level.append(QList(first, first + xcb_query_tree_children_length(tree.get())));
        }
    }
}

QList<xcb_window_t> OwnWindows::childrenOf(xcb_window_t window) const
{
    const auto tree = xcbReply(xcb_query_tree_reply, m_connection.xcb(),
                               xcb_query_tree(m_connection.xcb(), window));
    if (!tree)
        return {};
    const xcb_window_t *first = xcb_query_tree_children(tree.get());
    return QList(first, first + xcb_query_tree_children_length(tree.get()));
}

/** The root's child that is the window or holds it; 0 for a window that is gone. */
xcb_window_t OwnWindows::topOf(xcb_window_t window) const
{
    while (true) {
        const auto tree = xcbReply(xcb_query_tree_reply, m_connection.xcb(),
                                   xcb_query_tree(m_connection.xcb(), window));
        if (!tree || !tree->parent)
            return XCB_WINDOW_NONE;
        if (tree->parent == m_connection.root())
            return window;
        window = tree->parent;
    }
}

bool OwnWindows::hasProperty(xcb_window_t window, xcb_atom_t property) const
{
    const auto reply = xcbReply(
        xcb_get_property_reply, m_connection.xcb(),
        xcb_get_property(m_connection.xcb(), 0, window, property, XCB_GET_PROPERTY_TYPE_ANY, 0, 0));
    return reply && reply->type != XCB_ATOM_NONE;
}

bool OwnWindows::isMenu(xcb_window_t window) const
{
    constexpr quint32 maxTypes = 16;
    const auto reply = xcbReply(
        xcb_get_property_reply, m_connection.xcb(),
        xcb_get_property(m_connection.xcb(), 0, window, m_type, XCB_ATOM_ATOM, 0, maxTypes));
    if (!reply || reply->format != 32)
        return false;
    const std::span types(static_cast<const xcb_atom_t *>(xcb_get_property_value(reply.get())),
                          reply->value_len);
    return std::ranges::any_of(types,
                               [this](xcb_atom_t type) { return m_menuTypes.contains(type); });
}

/** In the order of stacking, the lowest first. All are asked about at once. */
QList<OwnWindows::Child> OwnWindows::visibleChildren(const QList<xcb_window_t> &windows) const
{
    xcb_connection_t *c = m_connection.xcb();
    QList<std::pair<xcb_get_window_attributes_cookie_t, xcb_get_geometry_cookie_t>> cookies;
    cookies.reserve(windows.size());
    for (const xcb_window_t window : windows)
        cookies.append({xcb_get_window_attributes(c, window), xcb_get_geometry(c, window)});
    QList<Child> children;
    for (qsizetype i = 0; i < windows.size(); ++i) {
        const auto attributes = xcbReply(xcb_get_window_attributes_reply, c, cookies.at(i).first);
        const auto geometry = xcbReply(xcb_get_geometry_reply, c, cookies.at(i).second);
        if (!attributes || !geometry || attributes->map_state != XCB_MAP_STATE_VIEWABLE)
            continue;
        const int border = 2 * geometry->border_width;
        children.append(
            {windows.at(i),
             QRect(geometry->x, geometry->y, geometry->width + border, geometry->height + border),
             geometry->depth, attributes->_class == XCB_WINDOW_CLASS_INPUT_OUTPUT});
    }
    return children;
}

QRegion OwnWindows::shapeOf(const Child &child) const
{
    if (!m_hasShape)
        return child.rect;
    const auto reply =
        xcbReply(xcb_shape_get_rectangles_reply, m_connection.xcb(),
                 xcb_shape_get_rectangles(m_connection.xcb(), child.window, XCB_SHAPE_SK_BOUNDING));
    if (!reply)
        return {};
    QRegion region;
    const std::span rects(xcb_shape_get_rectangles_rectangles(reply.get()),
                          std::size_t(xcb_shape_get_rectangles_rectangles_length(reply.get())));
    for (const xcb_rectangle_t &rect : rects)
        region += QRect(rect.x, rect.y, rect.width, rect.height);
    return region.translated(child.rect.topLeft()) & child.rect;
}

/** In doubt it is not: what might shine through stays covered. */
bool OwnWindows::isOpaque(const Child &child, bool composited) const
{
    if (!child.canBeSeen)
        return false;
    return !composited
        || (child.depth == m_connection.screen().root_depth
            && !hasProperty(child.window, m_opacity));
}

bool OwnWindows::isComposited() const
{
    const auto reply = xcbReply(xcb_get_selection_owner_reply, m_connection.xcb(),
                                xcb_get_selection_owner(m_connection.xcb(), m_compositor));
    return reply && reply->owner;
}

} // namespace oriel
