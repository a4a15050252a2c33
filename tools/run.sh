# ./dev run: build and start Oriel, in the tray or on a private virtual desktop.
# shellcheck shell=bash

run_main()
{
    require_build_tools
    if [[ -n ${DISPLAY:-}${WAYLAND_DISPLAY:-} ]]; then
        build_tree release oriel
        exec "$root/build/release/oriel" "$@"
    fi
    need "a virtual desktop (this machine has no display)" desktop_packages
    build_tree release oriel
    share_private_desktop "$root/build/release/oriel" "$@"
}
