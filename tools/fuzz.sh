# ./dev fuzz: the fuzz targets and the session mutator, for some time.
# shellcheck shell=bash

# Where there is no clang (or no libFuzzer with it) the fuzz targets are left out of "./dev test".
have_fuzzer()
{
    have clang++ && clang++ -fsanitize=fuzzer -x c++ -o /dev/null - 2>/dev/null <<'CODE'
extern "C" int LLVMFuzzerTestOneInput(const unsigned char *, unsigned long) { return 0; }
CODE
}

fuzz_main()
{
    [[ ${1:-} =~ ^[0-9]+$ && $1 -gt 0 ]] || usage_error "usage: ./dev fuzz MINUTES [--seed N]"
    require_build_tools
    need "fuzzing" fuzz_packages test_packages
    have_fuzzer || fail "clang++ with libFuzzer is missing; install it and call ./dev again"
    install_test_scripts
    export_sanitizer_options
    build_tree fuzz
    build_tree asan oriel
    node "$root/tests/fuzz/fuzz.mjs" --minutes "$1" "${@:2}"
}
