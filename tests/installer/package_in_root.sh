#!/usr/bin/env bash
# package_in_root.sh DEB: inside the clean system, which has all that DEB depends on.
set -euo pipefail

fail()
{
    printf 'package: %s\n' "$*" >&2
    exit 1
}

# Every file of the system that a package may have to do with, and what dpkg thinks is there.
list_files()
{
    find / -xdev \( -path /proc -o -path /sys -o -path /tmp -o -path /run -o -path /root \
        -o -path /var/cache -o -path /var/lib/apt -o -path /var/log \) -prune -o -print |
        grep -v '^/var/lib/dpkg/.*-old$' | sort
    dpkg-query --show --showformat '${Package} ${Status}\n'
}

# as_host COMMAND...: as an ordinary user who is logged in.
as_host()
{
    runuser -u host -- env XDG_RUNTIME_DIR=/run/user/host "$@"
}

# share COMMAND...: runs it as that user on an X server, looks at the link, stops it.
share()
{
    local event end status=0
    coproc shared { as_host xvfb-run --auto-servernum "$@" 2>/tmp/errors; }
    # shellcheck disable=SC2154 # coproc sets it
    read -r -t 60 event <&"${shared[0]}" || fail "no event: $(cat /tmp/errors)"
    [[ $event == '{"event":"sharing"'* ]] || fail "not the first event: $event"
    bash /root/check_link.sh "$event"
    as_host oriel --stop
    read -r -t 20 end <&"${shared[0]}" || fail "no last event: $(cat /tmp/errors)"
    [[ $end == *'"stopped"'*'"user"'* ]] || fail "not the last event: $end"
    # shellcheck disable=SC2154
    wait "$shared_PID" || status=$?
    ((status == 0)) || fail "exit code $status: $(cat /tmp/errors)"
}

# What the program itself may leave: settings, certificate and log in the user's home, no more. The X
# server's files are not its own.
check_leftovers()
{
    local left
    left=$(find /tmp /dev/shm /run -user host ! -type d ! -path '/tmp/.X*' ! -name 'server-*.xkm')
    [[ -z $left ]] || fail "left behind: $left"
    left=$(find /home/host -type f ! -path '/home/host/.*/oriel/*' -newer /root/oriel.deb)
    [[ -z $left ]] || fail "written elsewhere: $left"
}

useradd --create-home host
install -d -o host -m 700 /run/user/host
touch /root/oriel.deb
list_files >/tmp/before
apt-get -qq --yes --no-install-recommends install "$1" >/dev/null

[[ $(oriel --version) == "oriel "* ]] || fail "oriel --version says $(oriel --version)"
for file in /usr/share/oriel/web/{index,vnc}.html /usr/share/applications/oriel.desktop \
    /usr/share/metainfo/oriel.metainfo.xml /usr/share/man/man1/oriel.1.gz \
    /usr/share/icons/hicolor/{48x48/apps/oriel.png,scalable/apps/oriel.svg} \
    /usr/lib/systemd/user/oriel-headless.service /usr/share/doc/oriel/copyright; do
    # A minimal Debian drops documentation on installing; then the package must at least have it.
    [[ -f $file ]] || dpkg-query --listfiles oriel | grep -qx "$file" || fail "$file is missing"
done
share oriel --headless --json --listen 127.0.0.1:0
check_leftovers

apt-get -qq --yes purge oriel >/dev/null
list_files >/tmp/after
# The user's own files are the user's.
grep -v '^/home/host' /tmp/after | diff <(grep -v '^/home/host' /tmp/before) - ||
    fail "purging left or took something"
echo "installed, shared, purged without a trace"
