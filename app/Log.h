#pragma once

#include <QString>

/**
 * The program's log: a file of mode 0600 that is rotated, and warnings of Oriel's own on standard
 * error as single lines. It tells who was let in and why they left; never a secret.
 */
namespace oriel::Log {

/** Installs the message handler. Call once, before anything logs. */
void install();
/** The file's place, whether it could be opened or not. */
QString file();

} // namespace oriel::Log
