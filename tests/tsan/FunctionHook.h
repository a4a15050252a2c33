#pragma once

#include <cstdint>

namespace oriel::tsan {

/**
 * Puts `replacement` before the function at `address`, whose own calls from within its library it
 * catches too, which no interposition by the linker does. Returns the way to the original. x86-64.
 * Ends the process with a message if the function begins with an instruction that can't be moved.
 * Before any thread is started.
 */
void *hookFunction(void *address, void *replacement, const char *name);

/** hookFunction() for the symbol `name`, with the type of its replacement. */
template <typename Function>
Function hookSymbol(const char *name, Function replacement);

/** Where the dynamic linker has `name`; ends the process with a message if nowhere. */
void *addressOf(const char *name);

template <typename Function>
Function hookSymbol(const char *name, Function replacement)
{
    return reinterpret_cast<Function>(
        hookFunction(addressOf(name), reinterpret_cast<void *>(replacement), name));
}

} // namespace oriel::tsan
