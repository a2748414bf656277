# shellcheck shell=bash
# SPDX-License-Identifier: MIT
# Sourced by the journeys: scripts that drive the real window in a virtual display of 1280 x 720, in a folder of their
# own, with nothing of the user's.  The first argument is the program, the second one the folder for screenshots, which is
# kept.  Exit code 77: cannot run here.
#
# The software rasteriser may take seconds for a picture, so every expectation is polled.
for tool in xvfb-run xdotool import compare; do
  command -v "$tool" >/dev/null || { echo "skipped: $tool is not installed"; exit 77; }
done
if [[ -z ${JOURNEY_DISPLAY:-} ]]; then
  JOURNEY_DISPLAY=1 exec xvfb-run -a -s "-screen 0 ${JOURNEY_SCREEN:-1280x720}x24" "$0" "$@"
fi

program=$(realpath "$1")
folder=${2:-}
kept=$folder
[[ -n $folder ]] || folder=$(mktemp -d)
mkdir -p "$folder"
cd "$folder" || exit 1
rm -rf ./*.png data
export XDG_DATA_HOME=$PWD/data XDG_CONFIG_HOME=$PWD/data
pid=
leave() {
  [[ -z $pid ]] || kill "$pid" 2>/dev/null || true
  [[ -n $kept ]] || rm -rf "$folder"
}
trap leave EXIT

fail() { echo "failed: $*" >&2; cat errors >&2; exit 1; }

# open_window ARGUMENT...: starts the program; its window gets the keyboard.
open_window() {
  "$program" "$@" 2>errors &
  pid=$!
  window=$(timeout 60 xdotool search --sync --onlyvisible --pid "$pid" | tail -1) || fail "no window"
  xdotool windowmove "$window" 0 0
  xdotool windowfocus "$window"
}
alive() { kill -0 "$pid" 2>/dev/null; }
gone() { ! alive; }
# quit_window: by the keyboard, with exit code 0.
quit_window() {
  local code=0
  xdotool key ctrl+q
  eventually gone || fail "Ctrl+Q does not close the window"
  wait "$pid" || code=$?
  [[ $code -eq 0 ]] || fail "exit code $code"
}

# eventually COMMAND...: within a minute, or longer where looking takes long.
eventually() {
  for _ in $(seq 300); do
    if "$@"; then return 0; fi
    sleep 0.2
  done
  return 1
}
shot() { import -window root "$1.png"; }
# differing A B WxH+X+Y: how many pixels do, in that part of the screen.
differing() { compare -metric AE -extract "$3" "$1.png" "$2.png" null: 2>&1 | awk '{print int($1)}' || true; }
# changes SHOT WxH+X+Y [PIXELS]: the screen shows something else there now.
changes() { shot now; [[ $(differing now "$1" "$2") -gt ${3:-50} ]]; }
# drawn WxH+X+Y: a picture is there, of more colours than an empty window has.
drawn() { shot now; [[ $(convert now.png -crop "$1" -format %k info:) -gt 100 ]]; }
# rests WxH+X+Y: nothing moves there.
rests() { shot before; sleep 1; shot after; [[ $(differing before after "$1") -eq 0 ]]; }
click() { xdotool mousemove "$1" "$2" sleep 0.1 mousedown 1 sleep 0.1 mouseup 1; }
