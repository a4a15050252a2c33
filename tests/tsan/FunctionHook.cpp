#include "tests/tsan/FunctionHook.h"

#include <cstdio>
#include <cstdlib>
#include <dlfcn.h>
#include <sys/mman.h>
#include <unistd.h>

namespace oriel::tsan {

namespace {

constexpr int shortJump = 5; ///< jmp rel32
constexpr int longJump = 14; ///< jmp [rip+0] and the address
constexpr int longestInstruction = 15;

[[noreturn]] void giveUp(const char *name, const char *why)
{
    std::fprintf(stderr, "tests/tsan: %s: %s\n", name, why);
    std::_Exit(77);
}

/** Length of an instruction that means the same at another address; 0: not known to. */
int movableLength(const uint8_t *code)
{
    const bool prefixed = (code[0] & 0xf0) == 0x40; // REX
    const int prefix = prefixed ? 1 : 0;
    const uint8_t opcode = code[prefix];
    const bool registers = (code[prefix + 1] & 0xc0) == 0xc0;
    if ((opcode & 0xf8) == 0x50) // push
        return prefix + 1;
    if (code[0] == 0xf3 && code[1] == 0x0f && code[2] == 0x1e && code[3] == 0xfa) // endbr64
        return 4;
    if ((opcode == 0x89 || opcode == 0x8b || opcode == 0x31 || opcode == 0x01) && registers)
        return prefix + 2;
    if ((opcode == 0x83 || opcode == 0xc1) && registers) // sub, shift by one byte
        return prefix + 3;
    if ((opcode & 0xf8) == 0xb8) // mov immediate
        return prefix + (prefixed && (code[0] & 0x08) ? 9 : 5);
    return 0;
}

/** A page that a short jump from `near` reaches. */
uint8_t *pageWithin2GiB(uintptr_t near, const char *name)
{
    const auto size = static_cast<uintptr_t>(sysconf(_SC_PAGESIZE));
    for (uintptr_t distance = 1 << 24; distance < (1U << 30); distance += 1 << 20) {
        void *page = mmap(reinterpret_cast<void *>((near - distance) & ~(size - 1)), size,
                          PROT_READ | PROT_WRITE | PROT_EXEC,
                          MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0);
        if (page != MAP_FAILED)
            return static_cast<uint8_t *>(page);
    }
    giveUp(name, "no room near it");
}

/** memcpy() for code: the sanitizer, which watches memcpy(), keeps no record of code. */
void copyCode(uint8_t *to, const void *from, int count)
{
    const auto *bytes = static_cast<const volatile uint8_t *>(from);
    for (int i = 0; i < count; ++i)
        to[i] = bytes[i];
}

void writeLongJump(uint8_t *at, const void *target)
{
    const uint8_t jump[] = {0xff, 0x25, 0, 0, 0, 0};
    copyCode(at, jump, sizeof jump);
    copyCode(at + sizeof jump, &target, sizeof target);
}

void writeShortJump(uint8_t *at, const uint8_t *target)
{
    const auto offset = static_cast<int32_t>(target - (at + shortJump));
    at[0] = 0xe9;
    copyCode(at + 1, &offset, sizeof offset);
}

void makeWritable(void *address, const char *name)
{
    const auto size = static_cast<uintptr_t>(sysconf(_SC_PAGESIZE));
    const auto first = reinterpret_cast<uintptr_t>(address) & ~(size - 1);
    if (mprotect(reinterpret_cast<void *>(first), 2 * size, PROT_READ | PROT_WRITE | PROT_EXEC))
        giveUp(name, "its code can't be written");
}

} // namespace

void *addressOf(const char *name)
{
    void *address = dlsym(RTLD_DEFAULT, name);
    if (!address)
        giveUp(name, "not there");
    return address;
}

void *hookFunction(void *address, void *replacement, const char *name)
{
    auto *code = static_cast<uint8_t *>(address);
    int moved = 0;
    while (moved < shortJump) {
        const int length = movableLength(code + moved);
        if (length == 0)
            giveUp(name, "begins with an instruction that can't be moved");
        moved += length;
    }
    // The page: the moved instructions and the way back, then the way to the replacement.
    uint8_t *page = pageWithin2GiB(reinterpret_cast<uintptr_t>(address), name);
    copyCode(page, code, moved);
    writeLongJump(page + moved, code + moved);
    uint8_t *bridge = page + longestInstruction + longJump + shortJump;
    writeLongJump(bridge, replacement);
    makeWritable(address, name);
    writeShortJump(code, bridge);
    return page;
}

} // namespace oriel::tsan
