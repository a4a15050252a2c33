#!/usr/bin/env bash
# package_test.sh SUITE DEB ROOT_FOLDER CACHE: the package in a clean Debian: it installs, shares a
# display, stops, and leaves no trace when it is purged.
set -euo pipefail

here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=tests/installer/debian_root.sh
source "$here/debian_root.sh"
suite=$1 root_folder=$3 cache=$4
isolate "$root_folder" "$@"
# shellcheck disable=SC2206 # DEB may be a pattern
packages=($2)
[[ -f ${packages[0]} && ${#packages[@]} == 1 ]] || { echo "not one package: $2"; exit 1; }

make_root "$suite" "$root_folder" "$cache"
cp "${packages[0]}" "$debian_root/root/oriel.deb"
cp "$here/check_link.sh" "$here/package_in_root.sh" "$debian_root/root/"
install_in_root xvfb xauth openssl
in_root apt-get -qq --yes --no-install-recommends satisfy \
    "$(dpkg-deb --field "${packages[0]}" Depends)" >/dev/null
in_root bash /root/package_in_root.sh /root/oriel.deb
