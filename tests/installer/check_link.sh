#!/usr/bin/env bash
# check_link.sh EVENT: whether the link of a "sharing" event works, from this machine: the page comes
# with the certificate that was announced, and nobody is let in without the password.
set -euo pipefail

field()
{
    sed -n "s/.*\"$1\":\"\([^\"]*\)\".*/\1/p" <<<"$event"
}

fail()
{
    printf 'check_link: %s\n' "$*" >&2
    exit 1
}

# request METHOD PATH BODY [HEADER...]: the whole answer
request()
{
    local method=$1 path=$2 body=$3 header
    shift 3
    {
        printf '%s %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n' "$method" "$path" "$address"
        for header in "$@"; do
            printf '%s\r\n' "$header"
        done
        printf 'Content-Length: %d\r\n\r\n%s' "${#body}" "$body"
    } | timeout 20 openssl s_client -quiet -connect "$address" 2>/dev/null
}

# expect WHAT PATTERN ANSWER
expect()
{
    [[ $3 =~ $2 ]] || fail "$1: got: ${3:0:300}"
}

event=$1
link=$(field link)
[[ $link =~ ^https://([^/]+)/#[0-9A-Z]{8}$ ]] || fail "not a link: $event"
address=${BASH_REMATCH[1]}

expect "the page" '^HTTP/1.1 200 .*id="password"' "$(request GET / '')"
expect "vnc.html" '^HTTP/1.1 200 ' "$(request GET /vnc.html '')"
wrong='{"password":"00000000"}'
expect "a join without an origin" '^HTTP/1.1 403 ' "$(request POST /api/join "$wrong")"
expect "a wrong password" '^HTTP/1.1 403 .*wrong' \
    "$(request POST /api/join "$wrong" "Origin: https://$address" 'Content-Type: application/json')"
fingerprint=$(openssl s_client -connect "$address" </dev/null 2>/dev/null |
    openssl x509 -noout -fingerprint -sha256)
expect "the fingerprint" "$(field sha256)$" "$fingerprint"
echo "the link works: https://$address/"
