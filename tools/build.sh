# ./dev build: configure and build one preset into build/PRESET.
# shellcheck shell=bash

require_build_tools()
{
    local tool
    need "building" build_packages
    for tool in cmake ninja c++ pkg-config node npm python3; do
        have "$tool" || fail "$tool is missing; install it and call ./dev again"
    done
}

# build_tree PRESET [TARGET...]
build_tree()
{
    local preset=$1
    local -a options=(--log-level=WARNING)
    shift
    # Trees of the same compiler flags share their objects, whatever folder they are in.
    export CCACHE_BASEDIR=$root CCACHE_NOHASHDIR=1
    # A precompiled header is known by its contents, and nothing of ours looks at the time.
    export CCACHE_SLOPPINESS=pch_defines,time_macros,locale
    # A tree keeps what it began with: another command line would build all of it again.
    if have ccache && [[ ! -f $root/build/$preset/CMakeCache.txt ]]; then
        options+=(-DCMAKE_CXX_COMPILER_LAUNCHER=ccache)
    fi
    say "building $preset in build/$preset"
    cmake -S "$root" --preset "$preset" "${options[@]}" >&2
    cmake --build "$root/build/$preset" --parallel "$(nproc)" ${1:+--target "$@"} >&2
}

build_main()
{
    local preset=${1:-release}
    (($# <= 1)) || usage_error "usage: ./dev build [PRESET]"
    require_build_tools
    case $preset in
        release) build_tree release oriel ;;
        dev | asan | tsan | fuzz) build_tree "$preset" ;;
        *) usage_error "there is no preset \"$preset\"; choose release, dev, asan, tsan or fuzz" ;;
    esac
}
