#!/usr/bin/env bash
# cppcheck.sh FILE...: cppcheck over these files of the current folder. Its complaints about headers
# that it was not given are no finding: the compiler reads them. 77 (skipped) where it is missing.
set -euo pipefail
here=$(dirname -- "${BASH_SOURCE[0]}")
if ! command -v cppcheck >/dev/null; then
    echo "cppcheck is not here"
    exit 77
fi
exec cppcheck --quiet --error-exitcode=1 -j "$(nproc)" --std=c++20 -I . \
    --enable=warning,performance,portability,style --inconclusive \
    --library=qt --library="$here/cppcheck.cfg" --suppressions-list="$here/cppcheck.supp" \
    --template='{file}:{line}: {severity} {id}: {message}' "$@"
