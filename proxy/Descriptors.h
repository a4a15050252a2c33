#pragma once

namespace oriel {

/**
 * Who may have which numbers of the process's file descriptors. Those of strangers are moved out of
 * the way: libvncserver keeps its sockets in an fd_set, which ends at 1,024, so a viewer needs low
 * ones, and a thousand idle connections must not have taken them.
 */
namespace Descriptors {

/** Below is for everything but connections: a viewer's socket pair, files, the display. */
constexpr int firstOfConnections = 512;

/**
 * The same open socket under a number of connections; `descriptor` is closed. It is returned as it
 * is where the system allows no such number.
 */
int moveUp(int descriptor);

/** How many connections the system's limit has room for, at most `wanted`. */
int room(int wanted);

} // namespace Descriptors
} // namespace oriel
