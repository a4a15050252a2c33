#!/usr/bin/env bash
# run_in_root.sh REPOSITORY: "./dev run" on a machine without a display: builds, shares a desktop of
# its own, and takes everything with it at the end.
set -euo pipefail

fail()
{
    printf 'run: %s\n' "$*" >&2
    exit 1
}

processes()
{
    cat /proc/[0-9]*/comm 2>/dev/null | grep -xE 'Xvfb|openbox|tint2|xterm|oriel' || true
}

coproc run { exec "$1/dev" run --json --listen 127.0.0.1:0; }
# shellcheck disable=SC2154 # coproc sets it
read -r -t 2400 event <&"${run[0]}" || fail "./dev run ended without a link"
echo "$event"
bash "$1/tests/installer/check_link.sh" "$event"
for program in Xvfb openbox tint2 xterm oriel; do
    processes | grep -qx "$program" || fail "$program does not run"
done

status=0
# shellcheck disable=SC2154
kill -TERM "$run_PID"
wait "$run_PID" || status=$?
((status == 0)) || fail "./dev run ended with $status"
[[ -z $(processes) ]] || fail "still running: $(processes)"
# Oriel keeps its folder for sockets; what may not stay is what was in it, and the desktop's folder.
left=$(find /tmp -mindepth 1 \( ! -type d -o -name 'oriel-desktop-*' \) ! -path '/tmp/.*' \
    ! -path '/tmp/v8-compile-cache*' ! -path '/tmp/node-compile*')
[[ -z $left ]] || fail "left behind: $left"
echo "./dev run shared a desktop and took everything with it"
