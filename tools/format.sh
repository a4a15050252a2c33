# ./dev format: clang-format for C++, eslint for JavaScript.
# shellcheck shell=bash

# Other majors of clang-format break lines elsewhere; Debian 12's decides.
readonly clang_format_major=14

# cxx_files: every C++ file of the repository, NUL between them.
cxx_files()
{
    git -C "$root" ls-files -z --cached --others --exclude-standard '*.cpp' '*.h' '*.mm'
}

# Prints the command of the pinned major, or nothing.
pinned_clang_format()
{
    local command
    for command in "clang-format-$clang_format_major" clang-format; do
        if have "$command" && [[ $("$command" --version) =~ version\ $clang_format_major\. ]]; then
            echo "$command"
            return
        fi
    done
}

# format_cxx ARGUMENTS...: returns 77 where the pinned major is not to be had.
format_cxx()
{
    local command
    command=$(pinned_clang_format)
    if [[ -z $command ]]; then
        say "C++ is formatted by clang-format $clang_format_major, which is not here: skipped"
        return 77
    fi
    cd "$root"
    cxx_files | xargs -0 --no-run-if-empty "$command" "$@"
}

# The scripts' packages live in tests/node_modules, fetched anew when the lock file changed.
install_test_scripts()
{
    cmake -DNPM="$(command -v npm)" -DFOLDER="$root/tests" \
        -P "$root/cmake/InstallNodeModules.cmake" >&2
}

# eslint_with CONFIG ARGUMENTS...
eslint_with()
{
    (cd "$root" && tests/node_modules/.bin/eslint --max-warnings 0 --config "$@")
}

lint_scripts()
{
    install_test_scripts
    eslint_with resources/web/eslint.config.js "$@" resources/web tests/web
    eslint_with tests/eslint.config.mjs "$@" tests
}

# check_format [cxx|scripts]
check_format()
{
    local status=0
    case ${1:-all} in
        cxx) format_cxx --dry-run --Werror ;;
        scripts) lint_scripts ;;
        all)
            lint_scripts || status=$?
            format_cxx --dry-run --Werror || status=$?
            return "$status"
            ;;
        *) usage_error "usage: ./dev format --check [cxx|scripts]" ;;
    esac
}

format_main()
{
    case ${1:-} in
        '')
            lint_scripts --fix
            format_cxx -i
            ;;
        --check) check_format "${@:2}" ;;
        *) usage_error "usage: ./dev format [--check [cxx|scripts]]" ;;
    esac
}
