# The packages Oriel needs on Debian 12, Debian 13 and Ubuntu 24.04, and how they get there.
# Lists are functions that print names, so that a distribution can differ in a name.
# shellcheck shell=bash

# "debian-12", "ubuntu-24.04"; the nearest known one for a derivative, empty elsewhere.
distribution()
{
    [[ -r /etc/os-release ]] || return 0
    (
        # shellcheck source=/dev/null
        source /etc/os-release
        case "${ID:-} ${ID_LIKE:-}" in
            ubuntu* | *ubuntu*) echo "ubuntu-${VERSION_ID:-}" ;;
            debian* | *debian*) echo "debian-${VERSION_ID:-13}" ;;
        esac
    )
}

build_packages()
{
    cat <<'NAMES'
git ca-certificates cmake ninja-build g++ pkg-config python3
qt6-base-dev qt6-websockets-dev qt6-tools-dev qt6-tools-dev-tools qt6-l10n-tools
libvncserver-dev libssl-dev libqrencode-dev libturbojpeg0-dev zlib1g-dev
libavcodec-dev libavutil-dev
libxcb1-dev libxcb-shape0-dev libxcb-shm0-dev libxcb-damage0-dev libxcb-xfixes0-dev
libxcb-randr0-dev libxcb-xtest0-dev libxcb-xkb-dev libxcb-xinput-dev libxcb-screensaver0-dev libxcb-dpms0-dev
libxkbcommon-dev libxkbcommon-x11-dev
NAMES
    node_is_enough || echo nodejs npm
}

# Node's own packages bring npm along and conflict with Debian's, hence the look at what is there.
node_is_enough()
{
    have npm && have node &&
        node -e 'const [a, b] = process.versions.node.split("."); process.exit(a > 18 || (a == 18 && b >= 19) ? 0 : 1)'
}

# The private desktop of "./dev run" on a machine without a display.
desktop_packages()
{
    echo xvfb xauth x11-utils x11-xserver-utils openbox tint2 xterm fonts-dejavu-core
}

test_packages()
{
    desktop_packages
    cat <<'NAMES'
x11-xkb-utils xdotool xclip l3afpad trayer imagemagick zbar-tools
tigervnc-standalone-server openssl curl libnss3-tools testssl.sh sslscan procps dbus-daemon shellcheck ccache binutils
cppcheck
NAMES
    case $(distribution) in
        debian-12*) echo clang-format-14 clang-tidy-14 chromium firefox-esr webkit2gtk-driver ;;
        ubuntu-24.04*) echo clang-format-14 clang-tidy-14 ;;
        *) echo chromium firefox-esr webkit2gtk-driver ;;
    esac
}

# The web servers of docs/DEPLOYMENT.md. Of Apache the program alone, without its service.
server_packages()
{
    echo nginx caddy haproxy apache2-bin media-types
}

# What "./dev bench" adds: the others that are measured beside Oriel, and the libraries of its own
# programs, which are not built without them.
bench_packages()
{
    cat <<'NAMES'
websockify x11vnc tigervnc-scraping-server openssl iproute2 util-linux
libturbojpeg0-dev libavcodec-dev libavutil-dev libswscale-dev
NAMES
}

# libFuzzer comes with clang; the C++ library is GCC's.
fuzz_packages()
{
    echo clang libclang-rt-dev
}

package_packages()
{
    echo dpkg-dev file gzip
}

# What "./dev test --all" adds.
all_test_packages()
{
    package_packages
    echo debootstrap debian-archive-keyring appstream desktop-file-utils man-db
}

# missing_packages NAME...: those that are not installed, one a line.
missing_packages()
{
    local installed
    installed=$(dpkg-query --show --showformat '${Package} ${db:Status-Status}\n' "$@" 2>/dev/null |
        sed -n 's/ installed$//p') || true
    printf '%s\n' "$@" | sort -u | grep -vxF -e "${installed:-none}" || true
}

apt_get()
{
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=300 "$@" \
        </dev/null >&2
}

# apt_install NAME...: the package lists are fetched only if they are not there or out of date.
apt_install()
{
    if ! apt-get install --simulate --no-install-recommends "$@" >/dev/null 2>&1; then
        apt_get update
    elif apt_get install --yes --no-install-recommends "$@"; then
        return
    else
        apt_get update
    fi
    apt_get install --yes --no-install-recommends "$@" ||
        fail "apt-get could not install: $*"
}

# need PURPOSE LIST...: installs what the lists name and the system lacks. LIST is a function above.
need()
{
    local purpose=$1 list
    local -a names=() missing=()
    shift
    for list in "$@"; do
        mapfile -t -O "${#names[@]}" names < <("$list" | tr -s ' ' '\n')
    done
    if ! have apt-get || [[ -z $(distribution) ]]; then
        say "$purpose needs these packages (names of Debian); install your system's: ${names[*]}"
        return
    fi
    mapfile -t missing < <(missing_packages "${names[@]}")
    if ((${#missing[@]})); then
        say "installing for $purpose: ${missing[*]}"
        apt_install "${missing[@]}"
    fi
}

# need_servers PURPOSE: the tests start web servers by themselves; those that come with this call
# shall not serve the network as well. One that was there before stays as it is.
need_servers()
{
    local name
    local -a fresh=()
    if have apt-get && [[ -n $(distribution) ]]; then
        mapfile -t fresh < <(missing_packages nginx caddy haproxy)
    fi
    need "$1" server_packages
    for name in "${fresh[@]}"; do
        if [[ -d /run/systemd/system ]]; then
            as_root systemctl disable --quiet --now "$name" >&2
        elif [[ -x /etc/init.d/$name ]]; then
            as_root "/etc/init.d/$name" stop >&2 || true
            as_root update-rc.d "$name" disable >&2
        fi
    done
}
