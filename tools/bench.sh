# ./dev bench: measure the release build; the full run puts its figures into docs/PERFORMANCE.md.
# shellcheck shell=bash

bench_main()
{
    local -a options=(--write "$root/docs/PERFORMANCE.md")
    case "$*" in
        '') ;;
        --quick) options=(--quick) ;;
        *) usage_error "usage: ./dev bench [--quick]" ;;
    esac
    require_build_tools
    need "the bench" test_packages
    require_browser
    install_test_scripts
    build_tree release oriel
    ORIEL=$root/build/release/oriel node "$root/tests/bench/bench.mjs" "${options[@]}"
}
