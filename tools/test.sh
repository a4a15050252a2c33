# ./dev test: one run of ctest over the release tree, with --all over the sanitizers' trees as well.
# shellcheck shell=bash

# The program's own reports must fail the test that provoked them.
export_sanitizer_options()
{
    export ASAN_OPTIONS=detect_leaks=1:strict_string_checks=1:detect_stack_use_after_return=1
    export UBSAN_OPTIONS=print_stacktrace=1:halt_on_error=1
    export LSAN_OPTIONS=suppressions=$root/tests/lsan.supp:print_suppressions=0
    export TSAN_OPTIONS=suppressions=$root/tests/tsan.supp:halt_on_error=0:second_deadlock_stack=1
}

# One ctest that runs the tests of several trees, so that its totals are the totals.
write_joint_tree()
{
    local tree
    mkdir -p "$root/build/all"
    for tree in "$@"; do
        printf 'subdirs("%s")\n' "$root/build/$tree"
    done >"$root/build/all/CTestTestfile.cmake"
}

# GCC 12's thread sanitizer can't cope with the wide address randomisation of newer kernels.
run_ctest()
{
    local -a command=(ctest --output-on-failure --no-label-summary --parallel "$(nproc)" "$@")
    if setarch "$(uname -m)" -R true 2>/dev/null; then
        command=(setarch "$(uname -m)" -R "${command[@]}")
    fi
    "${command[@]}" </dev/null
}

# Ubuntu has Chromium only as a snap, which runs apart from the files and displays of a test.
require_browser()
{
    have chromium || [[ -n ${ORIEL_CHROMIUM:-} ]] || fail "the browser tests need Chromium, which
$(distribution) has no package of; set ORIEL_CHROMIUM to a Chromium or Chrome and call ./dev again"
}

test_main()
{
    local all=no
    if [[ ${1:-} == --all ]]; then
        all=yes
        shift
    fi
    require_build_tools
    need "the tests" test_packages
    require_browser
    install_test_scripts
    export_sanitizer_options
    build_tree release
    if [[ $all == no ]]; then
        run_ctest --test-dir "$root/build/release" --label-exclude slow "$@"
        return
    fi
    need "all tests" all_test_packages
    build_tree asan
    build_tree tsan
    write_joint_tree release asan tsan
    run_ctest --test-dir "$root/build/all" "$@"
}
