# ./dev bench: measure the release build beside its peers; the full runs put their figures into
# docs/PERFORMANCE.md and, under attack, into docs/SECURITY.md.
# shellcheck shell=bash

# bench_main [attacks] [OPTIONS of tests/bench/bench.mjs]
bench_main()
{
    local script=bench page=PERFORMANCE
    local -a lists=(test_packages) targets=(oriel) options=("$@")
    if [[ ${1:-} == attacks ]]; then
        script=attacks page=SECURITY
        options=("${@:2}")
        case "${options[*]}" in
            '' | --quick) ;;
            *) usage_error "usage: ./dev bench attacks [--quick]" ;;
        esac
    else
        lists+=(bench_packages)
        targets+=(bench_painter bench_client bench_line)
    fi
    ((${#options[@]})) || options=(--write "$root/docs/$page.md")
    require_build_tools
    need "the bench" "${lists[@]}"
    [[ $script == attacks ]] || require_browser
    install_test_scripts
    build_tree release "${targets[@]}"
    ORIEL=$root/build/release/oriel node "$root/tests/bench/$script.mjs" "${options[@]}"
}
