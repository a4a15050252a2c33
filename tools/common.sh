# What every verb of ./dev uses. $root, set by ./dev, is the folder of the repository.
# Words for people go to standard error, so that "./dev run --json" leaves standard output to Oriel.
# shellcheck shell=bash

# Without any locale Qt and the QR code in the terminal would fall back to plain ASCII.
if [[ -z ${LC_ALL:-}${LC_CTYPE:-}${LANG:-} ]]; then
    export LANG=C.UTF-8
fi

say()
{
    printf '\033[1m./dev:\033[0m %s\n' "$*" >&2
}

fail()
{
    printf './dev: %s\n' "$*" >&2
    exit 1
}

usage_error()
{
    printf './dev: %s\n' "$*" >&2
    exit 2
}

have()
{
    command -v "$1" >/dev/null
}

# as_root COMMAND...: sudo asks for the password itself.
as_root()
{
    if ((EUID == 0)); then
        "$@"
    elif have sudo; then
        sudo "$@"
    else
        fail "this needs root and there is no sudo; run as root: $*"
    fi
}
