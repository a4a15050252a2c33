# ./dev bench: measure the release build; the full runs put their figures into docs/PERFORMANCE.md
# and, under attack, into docs/SECURITY.md.
# shellcheck shell=bash

bench_main()
{
    local script=bench page=PERFORMANCE
    local -a options
    if [[ ${1:-} == attacks ]]; then
        script=attacks page=SECURITY
        shift
    fi
    options=(--write "$root/docs/$page.md")
    case "$*" in
        '') ;;
        --quick) options=(--quick) ;;
        *) usage_error "usage: ./dev bench [attacks] [--quick]" ;;
    esac
    require_build_tools
    need "the bench" test_packages bench_packages
    [[ $script == attacks ]] || require_browser
    install_test_scripts
    build_tree release oriel
    ORIEL=$root/build/release/oriel node "$root/tests/bench/$script.mjs" "${options[@]}"
}
