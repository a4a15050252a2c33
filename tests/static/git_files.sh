#!/usr/bin/env bash
# git_files.sh FOLDER "PATTERNS" COMMAND...: runs the command in FOLDER with the repository's files
# of these patterns as its last arguments. 77 (skipped) where there is no git checkout, such as in an
# unpacked source archive.
set -euo pipefail
cd "$1"
read -ra patterns <<<"$2"
shift 2
git rev-parse --git-dir >/dev/null 2>&1 || exit 77
git ls-files -z --cached --others --exclude-standard -- "${patterns[@]}" |
    xargs -0 --no-run-if-empty "$@"
