# ./dev test: one run of ctest over the release and fuzz trees, with --all over the sanitizers' as well.
# shellcheck shell=bash

# The program's own reports must fail the test that provoked them.
export_sanitizer_options()
{
    export ASAN_OPTIONS=detect_leaks=1:detect_stack_use_after_return=1
    export UBSAN_OPTIONS=print_stacktrace=1:halt_on_error=1
    export LSAN_OPTIONS=suppressions=$root/tests/lsan.supp:print_suppressions=0
    # Tests start X servers and D-Bus by QProcess, which forks a process that has threads.
    export TSAN_OPTIONS=suppressions=$root/tests/tsan.supp:second_deadlock_stack=1:die_after_fork=0
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

# run_ctest JOBS ARGUMENTS...: GCC 12's thread sanitizer can't cope with the wide address
# randomisation of newer kernels, hence setarch.
run_ctest()
{
    local -a command=(ctest --output-on-failure --no-label-summary --parallel "$@")
    if setarch "$(uname -m)" -R true 2>/dev/null; then
        command=(setarch "$(uname -m)" -R "${command[@]}")
    fi
    "${command[@]}" </dev/null
}

# Sets ORIEL_CHROMIUM, the browser of the tests. A snap runs apart from a test's files and displays,
# and Ubuntu has Chromium only as one: there Playwright's own is fetched.
require_browser()
{
    local name path
    for name in "${ORIEL_CHROMIUM:-}" chromium google-chrome-stable google-chrome; do
        path=$(command -v "${name:-chromium}") || continue
        [[ $path == /snap/* || $(readlink -f "$path") == */snap ]] && continue
        export ORIEL_CHROMIUM=$path
        return
    done
    say "no Chromium here that a test can drive ($(distribution) has it as a snap at most):" \
        "fetching Playwright's"
    install_test_scripts
    node "$root/tests/node_modules/playwright-core/cli.js" install --with-deps chromium >&2 ||
        fail "that did not work; set ORIEL_CHROMIUM to a Chromium or Chrome and call ./dev again"
    ORIEL_CHROMIUM=$(cd "$root/tests" && node -p 'require("playwright-core").chromium.executablePath()')
    export ORIEL_CHROMIUM
}

test_main()
{
    local all=no
    local -a trees=(release)
    if [[ ${1:-} == --all ]]; then
        all=yes
        shift
    fi
    require_build_tools
    need "the tests" test_packages fuzz_packages
    need_servers "the tests"
    require_browser
    install_test_scripts
    export_sanitizer_options
    build_tree release
    if have_fuzzer; then
        trees+=(fuzz)
        build_tree fuzz
    else
        say "no clang with libFuzzer here: the fuzz targets are left out"
    fi
    if [[ $all == no ]]; then
        write_joint_tree "${trees[@]}"
        run_ctest "$(nproc)" --test-dir "$root/build/all" --label-exclude slow "$@"
        return
    fi
    need "all tests" all_test_packages
    build_tree asan
    build_tree tsan
    write_joint_tree "${trees[@]}" asan tsan
    # One more than there are cores: the clean system is busy from first to last, beside the others.
    run_ctest "$(($(nproc) + 1))" --test-dir "$root/build/all" "$@"
}
