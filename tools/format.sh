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

# ESLint and the other scripts' packages live in tests/node_modules; they are fetched anew when the
# lock file changed.
install_test_scripts()
{
    local stamp=$root/tests/node_modules/.package-lock.json
    [[ $stamp -nt $root/tests/package-lock.json ]] ||
        (cd "$root/tests" && npm ci --no-fund --no-audit >&2 && touch "$stamp")
}

lint_scripts()
{
    install_test_scripts
    (cd "$root" && tests/node_modules/.bin/eslint --config tests/eslint.config.mjs "$@" \
        resources/web tests)
}

format_main()
{
    local status=0
    case "$*" in
        '')
            lint_scripts --fix
            format_cxx -i
            ;;
        --check)
            lint_scripts || status=1
            format_cxx --dry-run --Werror || status=$?
            exit "$status"
            ;;
        *) usage_error "usage: ./dev format [--check]" ;;
    esac
}
