# ./dev package: a Debian package of the program, built apart from the developers' trees.
# shellcheck shell=bash

package_main()
{
    (($# == 0)) || usage_error "usage: ./dev package"
    require_build_tools
    need "packaging" package_packages
    build_tree package
    rm -f -- "$root"/build/package/*.deb
    cpack --config "$root/build/package/CPackConfig.cmake" -G DEB -B "$root/build/package" >&2
    say "made $(ls "$root"/build/package/*.deb)"
}
