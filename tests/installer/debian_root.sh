# A clean Debian in a folder, to install and run things in. Read by the tests beside it.
# shellcheck shell=bash

# A visible skip for ctest.
skip()
{
    echo "skipped: $*"
    exit 77
}

# isolate ROOT_FOLDER "$@": runs the script that calls it again, in mount and process namespaces of
# its own: whatever it mounts or starts goes with it, also when it is killed. Then the root goes too.
isolate()
{
    local folder=$1 status=0 inner
    shift
    [[ -z ${ORIEL_ISOLATED:-} ]] || return 0
    ((EUID == 0)) || skip "needs root"
    command -v debootstrap >/dev/null || skip "needs debootstrap"
    unshare --mount --pid --fork true 2>/dev/null || skip "this machine lets nobody mount"
    ORIEL_ISOLATED=yes unshare --mount --propagation private --pid --fork --kill-child \
        bash "$0" "$@" &
    inner=$!
    # Killed: the first process of the namespace then goes with unshare, and all others with that.
    trap 'kill -KILL "$inner" 2>/dev/null || true' INT TERM HUP
    wait "$inner" || status=$?
    rm -rf --one-file-system -- "$folder"
    exit "$status"
}

debian_mirror()
{
    echo "${ORIEL_DEBIAN_MIRROR:-http://deb.debian.org/debian}"
}

# base_tarball SUITE CACHE: prints the path of a minimal system, made anew after a week. Tests that
# want the same one wait for each other.
base_tarball()
{
    local tarball=$2/debian-$1.tar folder=$2/debian-$1.tmp
    mkdir -p "$2"
    exec {lock}>"$tarball.lock"
    flock "$lock"
    if [[ -z $(find "$tarball" -mtime -7 2>/dev/null) ]]; then
        rm -rf --one-file-system -- "$folder"
        debootstrap --variant=minbase "$1" "$folder" "$(debian_mirror)" >"$tarball.log" 2>&1 ||
            { tail -n 20 "$tarball.log" >&2 && return 1; }
        tar -C "$folder" -cf "$tarball.new" .
        mv "$tarball.new" "$tarball"
        rm -rf --one-file-system -- "$folder"
    fi
    exec {lock}>&-
    echo "$tarball"
}

# The way to the network is the host's: names, proxies, certificates, npm's settings.
carry_over_network()
{
    local file
    cp -L /etc/resolv.conf /etc/hosts "$debian_root/etc/"
    apt-config dump Acquire | grep -E '^Acquire::(http|https|ForceIPv4|Retries|Check-)' \
        >"$debian_root/etc/apt/apt.conf.d/90host" || true
    mkdir -p "$debian_root/usr/local/share/ca-certificates"
    for file in /usr/local/share/ca-certificates/*.crt; do
        [[ ! -f $file ]] || cp "$file" "$debian_root/usr/local/share/ca-certificates/"
    done
    [[ ! -f ~/.npmrc ]] || cp ~/.npmrc "$debian_root/root/.npmrc"
}

write_sources()
{
    local mirror
    mirror=$(debian_mirror)
    cat >"$debian_root/etc/apt/sources.list" <<SOURCES
deb $mirror $1 main
deb $mirror $1-updates main
deb ${mirror%/}-security $1-security main
SOURCES
}

# make_root SUITE FOLDER CACHE: a fresh system in $debian_root = FOLDER, ready for in_root.
make_root()
{
    local tarball
    debian_root=$2
    tarball=$(base_tarball "$1" "$3")
    rm -rf --one-file-system -- "$debian_root"
    mkdir -p "$debian_root"
    tar -C "$debian_root" -xf "$tarball"
    carry_over_network
    write_sources "$1"
    # Services of packages are not started: this is a folder, not a machine.
    printf '#!/bin/sh\nexit 101\n' >"$debian_root/usr/sbin/policy-rc.d"
    chmod 755 "$debian_root/usr/sbin/policy-rc.d"
    mount -t proc proc "$debian_root/proc"
    mount -t sysfs sysfs "$debian_root/sys"
    mount -t devpts -o newinstance,ptmxmode=0666 devpts "$debian_root/dev/pts"
    mount -t tmpfs -o mode=1777 tmpfs "$debian_root/dev/shm"
}

# in_root COMMAND...: as root in the clean system, with nothing of our environment but the network's.
in_root()
{
    local name
    local -a carried=()
    for name in http_proxy https_proxy no_proxy HTTP_PROXY HTTPS_PROXY NO_PROXY; do
        [[ -z ${!name:-} ]] || carried+=("$name=${!name}")
    done
    [[ -z ${NODE_EXTRA_CA_CERTS:-} ]] ||
        carried+=(NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt)
    chroot "$debian_root" /usr/bin/env -i HOME=/root DEBIAN_FRONTEND=noninteractive CI=true \
        PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin "${carried[@]}" \
        "$@" </dev/null
}

install_in_root()
{
    in_root apt-get -qq update
    in_root apt-get -qq --yes --no-install-recommends install "$@" >/dev/null
}

# Compilers in the clean system take from this machine's cache what they would make again, byte by
# byte: ccache looks at every header that was read, so a missing one is found all the same.
share_compiler_cache()
{
    local folder
    command -v ccache >/dev/null || return 0
    folder=$(ccache --get-config cache_dir)
    mkdir -p "$folder" "$debian_root/root/.cache/ccache"
    mount --bind "$folder" "$debian_root/root/.cache/ccache"
    install_in_root ccache
}
