#include "desktop/Scancode.h"

#include <algorithm>
#include <iterator>

namespace oriel {

namespace {

// Up to here the two agree but for two gaps: Linux took its codes from this table.
constexpr quint32 lastCommon = 0x58;

struct Pair {
    quint32 scancode;
    quint32 inputCode;
};

constexpr Pair others[] = {
    {0x54, 99},                            // Print with Alt
    {0x59, 117},                           // keypad =
    {0x5c, 95},                            // keypad comma of Japanese keyboards
    {0x5d, 183}, {0x5e, 184}, {0x5f, 185}, // F13 to F15
    {0x64, 183}, {0x65, 184}, {0x66, 185}, {0x67, 186}, {0x68, 187}, {0x69, 188},
    {0x6a, 189}, {0x6b, 190}, {0x6c, 191}, {0x6d, 192}, {0x6e, 193}, {0x76, 194}, // F13 to F24
    {0x70, 93},  {0x73, 89},  {0x77, 91},  {0x78, 90},  {0x79, 92},  {0x7b, 94},
    {0x7d, 124}, {0x71, 123}, {0x72, 122},              // Hanja, Hangul
    {0x7e, 121},                                        // keypad comma
    {0x90, 165}, {0x99, 163}, {0xa2, 164}, {0xa4, 166}, // previous, next, play, stop
    {0x9c, 96},  {0x9d, 97},  {0xb5, 98},  {0xb7, 99},  {0xb8, 100}, {0xa0, 113},
    {0xae, 114}, {0xb0, 115},                           // mute, quieter, louder
    {0xa1, 140}, {0xeb, 157}, {0xec, 155}, {0xed, 226}, // calculator, computer, mail, media
    {0xb2, 172}, {0xe5, 217}, {0xe6, 156}, {0xe7, 173}, {0xe8, 128}, {0xe9, 159},
    {0xea, 158}, {0xc5, 119}, {0xc6, 119}, // Pause
    {0xc7, 102}, {0xc8, 103}, {0xc9, 104}, {0xcb, 105}, {0xcd, 106}, {0xcf, 107},
    {0xd0, 108}, {0xd1, 109}, {0xd2, 110}, {0xd3, 111}, // the keys around the arrows
    {0xdb, 125}, {0xdc, 126}, {0xdd, 127},              // Super, Super, menu
    {0xde, 116}, {0xdf, 142}, {0xe3, 143},              // power, sleep, wake up
};

} // namespace

std::optional<quint32> inputCodeOf(quint32 scancode)
{
    const bool isGap = scancode == 0 || scancode == 0x54 || scancode == 0x55;
    if (scancode <= lastCommon && !isGap)
        return scancode;
    const auto *pair = std::find_if(std::begin(others), std::end(others),
                                    [scancode](const Pair &p) { return p.scancode == scancode; });
    if (pair == std::end(others))
        return std::nullopt;
    return pair->inputCode;
}

} // namespace oriel
