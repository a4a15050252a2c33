# A virtual desktop for a machine without a display: Xvfb with openbox, a tint2 panel and an xterm.
# Everything it starts is ended, and everything it writes removed, when the shell that started it
# ends. Programs run in sessions of their own (setsid), so that Ctrl+C reaches this script alone,
# which then ends Oriel first and its desktop last.
# shellcheck shell=bash

desktop_folder=
desktop_pids=()

# start_program COMMAND...: in the background; remembered, to be ended.
start_program()
{
    setsid "$@" &
    desktop_pids+=("$!")
}

end_desktop()
{
    local i
    for ((i = ${#desktop_pids[@]} - 1; i >= 0; i--)); do
        # Each is the leader of its own process group: what it started goes with it.
        kill -TERM -- "-${desktop_pids[i]}" 2>/dev/null || true
        wait "${desktop_pids[i]}" 2>/dev/null || true
    done
    desktop_pids=()
    [[ -z $desktop_folder ]] || rm -rf -- "$desktop_folder"
    desktop_folder=
}

# authorize FILE DISPLAY COOKIE: the cookie goes through standard input, never through an argument.
authorize()
{
    touch "$1"
    xauth -q -f "$1" source - <<<"add $2 . $3"
}

# Starts the X server and sets DISPLAY. Once it takes connections it writes its number to standard
# output; if it fails it closes it without one.
start_x_server()
{
    local cookie number=
    cookie=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
    authorize "$desktop_folder/server" :0 "$cookie"
    coproc x_server {
        exec setsid Xvfb -displayfd 1 -screen 0 1280x800x24 -nolisten tcp -noreset \
            -auth "$desktop_folder/server" 2>"$desktop_folder/Xvfb.log"
    }
    # shellcheck disable=SC2154 # coproc sets it
    desktop_pids+=("$x_server_PID")
    read -r number <&"${x_server[0]}" ||
        fail "Xvfb did not start: $(tail -n 3 "$desktop_folder/Xvfb.log")"
    export DISPLAY=":$number" XAUTHORITY="$desktop_folder/client"
    authorize "$XAUTHORITY" "$DISPLAY" "$cookie"
}

# await_root_property NAME PATTERN: returns when the root window's property looks like that. Spying
# on one name would miss a property that does not exist yet.
await_root_property()
{
    local line changes watcher
    exec {changes}< <(exec timeout 30 xprop -root -spy)
    watcher=$!
    while read -r line <&"$changes"; do
        if [[ $line =~ ^$1\(.*$2 ]]; then
            kill "$watcher"
            exec {changes}<&-
            return
        fi
    done
    fail "the virtual desktop did not come up ($1)"
}

write_panel_settings()
{
    cat >"$desktop_folder/tint2rc" <<'SETTINGS'
rounded = 0
border_width = 0
background_color = #2d3238 100
border_color = #000000 0
panel_items = TSC
panel_size = 100% 30
panel_position = bottom center horizontal
panel_background_id = 1
wm_menu = 1
strut_policy = follow_size
taskbar_mode = single_desktop
task_text = 1
task_icon = 1
task_maximum_size = 220 30
task_padding = 8 2 8
task_font_color = #e8eaed 100
systray_padding = 6 3 6
systray_icon_size = 22
time1_format = %H:%M
clock_font_color = #e8eaed 100
clock_padding = 10 0
SETTINGS
}

# Their caches and settings stay inside the folder that goes with the desktop.
start_desktop_programs()
{
    local -a own=(env XDG_CACHE_HOME="$desktop_folder" XDG_CONFIG_HOME="$desktop_folder"
        XDG_DATA_HOME="$desktop_folder")
    write_panel_settings
    start_program "${own[@]}" openbox --sm-disable >/dev/null 2>&1
    await_root_property _NET_SUPPORTING_WM_CHECK 'window id'
    start_program "${own[@]}" tint2 -c "$desktop_folder/tint2rc" >/dev/null 2>&1
    xsetroot -solid '#48708f'
    start_program xterm -geometry 100x30+60+60 -fa 'DejaVu Sans Mono' -fs 11 >/dev/null 2>&1
    await_root_property _NET_CLIENT_LIST '0x[0-9a-f]+, 0x'
}

# await_oriel PID: its exit code, also when a signal was handed on to it meanwhile: that ends a wait
# early, and the next one waits for the end it brought about.
await_oriel()
{
    local signalled=yes status=0
    trap 'signalled=yes; kill -TERM "$1" 2>/dev/null || true' INT TERM HUP
    while [[ $signalled == yes ]]; do
        signalled=no
        status=0
        wait "$1" || status=$?
    done
    return "$status"
}

# share_private_desktop ORIEL [OPTIONS...]: runs until Oriel ends; its exit code is ours.
share_private_desktop()
{
    local oriel=$1
    shift
    desktop_folder=$(mktemp -d "${TMPDIR:-/tmp}/oriel-desktop-XXXXXX")
    trap end_desktop EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM HUP
    say "no display here: starting a virtual one"
    start_x_server
    start_desktop_programs
    say "sharing display $DISPLAY; Ctrl+C ends it"
    setsid "$oriel" --headless --display "$DISPLAY" "$@" <&0 &
    desktop_pids+=("$!")
    await_oriel "$!"
}
