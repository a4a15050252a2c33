#!/usr/bin/env bash
# hardening.sh PROGRAM: fails unless the program carries what cmake/Hardening.cmake asks for.
set -euo pipefail

program=$1
headers=$(readelf --file-header --program-headers --wide "$program")
dynamic=$(readelf --dynamic --wide "$program")
symbols=$(readelf --dyn-syms --wide "$program")
missing=0

# expect WHAT PATTERN TEXT
expect()
{
    if grep -qE -- "$2" <<<"$3"; then
        echo "has $1"
    else
        echo "lacks $1"
        missing=1
    fi
}

expect "a position-independent place" 'Type: +DYN' "$headers"
expect "an interpreter: a program, not a library" 'INTERP' "$headers"
expect "read-only relocations" 'GNU_RELRO' "$headers"
expect "all symbols bound at the start" 'BIND_NOW|FLAGS.*NOW' "$dynamic"
expect "a stack that cannot be executed" 'GNU_STACK.* RW +0x' "$headers"
expect "stack protectors" '__stack_chk_fail' "$symbols"
expect "fortified functions" '__[a-z]+_chk(@|$)' "$(grep -v __stack_chk_fail <<<"$symbols")"
if [[ $(uname -m) == x86_64 ]]; then
    # The program's mark would need every object to have it, and Debian's start files have it not.
    # Those few functions that the start files bring along are no proof.
    marks=$(objdump --disassemble --no-show-raw-insn "$program" | grep -c endbr64) || true
    expect "control-flow protection" '^[0-9]{3,}$' "$marks"
fi
exit "$missing"
