#!/usr/bin/env bash
# clang_tidy.sh SOURCE_FOLDER BUILD_FOLDER: clang-tidy over the modules' files, by the build's
# compile_commands.json. 77 (skipped) where the pinned major is not to be had.
set -euo pipefail
if ! command -v clang-tidy-14 >/dev/null || ! command -v run-clang-tidy-14 >/dev/null; then
    echo "clang-tidy 14 is not here"
    exit 77
fi
commands=$(mktemp -d)
trap 'rm -rf "$commands"' EXIT
# GCC's precompiled headers are nothing to clang: each file is read with what it includes itself.
sed -E 's/ -Winvalid-pch//; s/ -include [^ ]+cmake_pch\.hxx//; s/ -fpch-preprocess//' \
    "$2/compile_commands.json" >"$commands/compile_commands.json"
run-clang-tidy-14 -quiet -j "$(nproc)" -p "$commands" "^$1/(app|session|desktop|vnc|proxy|ui)/.*\.cpp$"
