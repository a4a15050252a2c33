#pragma once

#include <xcb/xcb.h>

#include <cstdlib>
#include <memory>

namespace oriel {

struct XcbFree {
    void operator()(void *p) const { std::free(p); }
};

/** What XCB allocates: replies, errors and events. */
template <typename T>
using XcbPtr = std::unique_ptr<T, XcbFree>;

/** Waits for a reply. Null if the request failed or the server is gone. */
template <typename Reply, typename Cookie>
XcbPtr<Reply> xcbReply(Reply *(*function)(xcb_connection_t *, Cookie, xcb_generic_error_t **),
                       xcb_connection_t *connection, Cookie cookie)
{
    xcb_generic_error_t *error = nullptr;
    XcbPtr<Reply> reply(function(connection, cookie, &error));
    std::free(error);
    return reply;
}

/** Waits until the server has performed a checked request. */
inline bool xcbSucceeds(xcb_connection_t *connection, xcb_void_cookie_t cookie)
{
    const XcbPtr<xcb_generic_error_t> error(xcb_request_check(connection, cookie));
    return !error && !xcb_connection_has_error(connection);
}

/** An event's type without the bit for "sent by a client". */
inline int xcbType(const xcb_generic_event_t *event) { return event->response_type & 0x7f; }

/** The event as what its type says it is. */
template <typename Event>
const Event *xcbCast(const xcb_generic_event_t *event)
{
    return reinterpret_cast<const Event *>(event);
}

} // namespace oriel
