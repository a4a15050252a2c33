#!/usr/bin/env bash
# clean_root_test.sh REPOSITORY ROOT_FOLDER CACHE: a clean Debian 12 with nothing but git, the
# repository's last commit and what ccache has of it: "./dev run" ends in a working link, "./dev
# test" passes.
set -euo pipefail

here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=tests/installer/debian_root.sh
source "$here/debian_root.sh"
repository=$1 root_folder=$2 cache=$3
isolate "$root_folder" "$@"

make_root bookworm "$root_folder" "$cache"
install_in_root git ca-certificates
share_compiler_cache
git -c safe.directory="*" clone --quiet --no-hardlinks "$repository" "$debian_root/root/oriel"
chown -R root:root "$debian_root/root/oriel"
if [[ -n $(git -C "$repository" status --porcelain) ]]; then
    echo "note: this is about the last commit; there are changes that are not committed"
fi
in_root bash /root/oriel/tests/installer/run_in_root.sh /root/oriel
in_root /root/oriel/dev test
