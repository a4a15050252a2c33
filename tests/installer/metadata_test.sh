#!/usr/bin/env bash
# metadata_test.sh SOURCE_FOLDER BUILD_FOLDER: what a desktop reads about Oriel is valid, and the manual
# page is one and names every option.
set -euo pipefail
for tool in appstreamcli desktop-file-validate man; do
    command -v "$tool" >/dev/null || { echo "skipped: needs $tool"; exit 77; }
done

appstreamcli validate --no-net "$2/installer/oriel.metainfo.xml"
desktop-file-validate "$1/installer/linux/oriel.desktop"
warnings=$(LC_ALL=C.UTF-8 MANROFFSEQ='' MANWIDTH=100 man --warnings --local-file "$2/installer/oriel.1" 2>&1 >/dev/null)
[[ -z $warnings ]] || { echo "the manual page: $warnings"; exit 1; }

manual=$(sed 's/\\-/-/g' "$2/installer/oriel.1")
status=0
for option in $("$2/oriel" --help | grep -oE -- '--[a-z][a-z-]+' | sort -u); do
    grep -qE -- "(^|[^a-z-])$option([^a-z-]|$)" <<<"$manual" ||
        { echo "$option is not in the manual page"; status=1; }
done
exit "$status"
