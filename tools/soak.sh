# ./dev soak: viewers come, work, vanish and reconnect for some time.
# shellcheck shell=bash

soak_main()
{
    local preset=release slowness=1
    if [[ ${1:-} == --asan ]]; then
        preset=asan
        slowness=3
        shift
    fi
    [[ ${1:-} =~ ^[0-9]+$ && $1 -gt 0 ]] ||
        usage_error "usage: ./dev soak [--asan] MINUTES [--seed N]"
    require_build_tools
    need "the soak" test_packages
    install_test_scripts
    export_sanitizer_options
    build_tree "$preset" oriel
    ORIEL=$root/build/$preset/oriel ORIEL_TEST_SLOWNESS=$slowness \
        node "$root/tests/soak/soak.mjs" --minutes "$@"
}
