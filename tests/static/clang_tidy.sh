#!/usr/bin/env bash
# clang_tidy.sh SOURCE_FOLDER BUILD_FOLDER: clang-tidy over the modules' files, by the build's
# compile_commands.json. 77 (skipped) where the pinned major is not to be had.
set -euo pipefail
if ! command -v clang-tidy-14 >/dev/null || ! command -v run-clang-tidy-14 >/dev/null; then
    echo "clang-tidy 14 is not here"
    exit 77
fi
exec run-clang-tidy-14 -quiet -j "$(nproc)" -p "$2" "^$1/(app|session|desktop|vnc|proxy|ui)/.*\.cpp$"
