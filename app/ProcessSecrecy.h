#pragma once

namespace oriel::ProcessSecrecy {

/**
 * While on, no core dump is written and no other process of the user may read this one's memory
 * (PR_SET_DUMPABLE, prctl(2)): passwords, tickets and keys stand in it.
 */
void set(bool on);
/** Not in builds with a sanitizer, whose leak check needs to be let in. */
bool isPossible();

} // namespace oriel::ProcessSecrecy
