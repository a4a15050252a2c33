#!/usr/bin/env bash
# dpkg-shlibdeps for CPack, without Debian's qt6-websockets-abi: that pins a program to one release of
# Qt since the library does not mark its private symbols. Oriel uses public classes only, which stay
# compatible within Qt 6, and one package is to install on several releases of Debian.
set -euo pipefail
dpkg-shlibdeps "$@" | sed -E 's/, qt6-websockets-abi \([^)]*\)//; s/=qt6-websockets-abi \([^)]*\), /=/'
