# ./dev screenshots: pictures of every view of the page, to be looked at.
# shellcheck shell=bash

# screenshots_main [FOLDER | --docs]
screenshots_main()
{
    (($# <= 1)) || usage_error "usage: ./dev screenshots [FOLDER | --docs]"
    local -a options=("${1:-$root/build/screenshots}")
    [[ ${options[0]} != --docs ]] ||
        options=("$root/build/screenshots" --docs "$root/docs/images")
    require_build_tools
    need "the screenshots" test_packages
    require_browser
    install_test_scripts
    build_tree release oriel
    ORIEL=$root/build/release/oriel node "$root/tests/screenshots/screenshots.mjs" "${options[@]}"
}
