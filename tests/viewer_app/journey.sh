#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# A user's way through the explorer in a virtual display: it opens, plays, pauses, turns, gets another optimizer, saves a
# picture and closes.  usage: journey.sh PROGRAM [FOLDER]; screenshots are kept in FOLDER.  Exit code 77: cannot run here.
set -euo pipefail

for tool in xvfb-run xdotool import compare; do
  command -v "$tool" >/dev/null || { echo "skipped: $tool is not installed"; exit 77; }
done
if [[ -z ${JOURNEY_DISPLAY:-} ]]; then
  JOURNEY_DISPLAY=1 exec xvfb-run -a -s "-screen 0 1280x720x24" "$0" "$@"
fi

program=$(realpath "$1")
folder=${2:-$(mktemp -d)}
mkdir -p "$folder"
cd "$folder"
rm -f ./*.png
export XDG_DATA_HOME=$PWD/data

fail() { echo "failed: $*" >&2; exit 1; }
shot() { import -window root "$1.png"; }
# How many pixels differ in a region WxH+X+Y.
differing() { compare -metric AE -extract "$3" "$1.png" "$2.png" null: 2>&1 | awk '{print int($1)}' || true; }
# Polls a condition; the software rasteriser may take seconds for a picture.
eventually() {
  for _ in $(seq 150); do
    if "$@"; then return 0; fi
    sleep 0.2
  done
  return 1
}
scene=700x500+320+20
changes() { shot now; [[ $(differing now "$1" "$2") -gt 50 ]]; }
rests() { shot before; sleep 1; shot after; [[ $(differing before after "$scene") -eq 0 ]]; }

"$program" view --device cpu --particles 500 --size 1280x720 &
pid=$!
trap 'kill $pid 2>/dev/null || true' EXIT
window=$(timeout 60 xdotool search --sync --onlyvisible --pid "$pid" | tail -1) || fail "no window"
xdotool windowmove "$window" 0 0
xdotool windowfocus "$window"
shot first

eventually changes first "$scene" || fail "nothing moves: the run does not play"
xdotool key space
eventually rests || fail "Space does not pause"
shot paused

xdotool mousemove 600 250 mousedown 1
for x in 620 640 660 680 700; do xdotool mousemove "$x" 260; done
eventually changes paused "$scene" || fail "a drag does not turn the landscape"
xdotool mouseup 1
eventually rests || fail "the landscape does not rest after a drag"
shot turned

# The list opens below its box with a field to search in, which leaves one entry below the field.
xdotool mousemove 195 117
xdotool mousedown 1 mouseup 1
eventually changes turned 160x150+118+135 || fail "the optimizer list does not open"
shot list
xdotool type --delay 50 rmsprop
eventually changes list 160x150+118+135 || fail "the list cannot be searched"
shot searched
xdotool mousemove 180 180
xdotool mousedown 1 mouseup 1
eventually changes turned 100x20+118+108 || fail "no other optimizer was chosen"
xdotool mousemove 600 250
xdotool key space
eventually changes turned "$scene" || fail "the other optimizer does not run"
shot other_optimizer

xdotool key ctrl+e
saved() { compgen -G "thalweg-himmelblau-*.png" >/dev/null; }
eventually saved || fail "Ctrl+E saves no picture"

xdotool key ctrl+q
code=0
for _ in $(seq 150); do kill -0 $pid 2>/dev/null || break; sleep 0.2; done
kill -0 $pid 2>/dev/null && fail "Ctrl+Q does not close the window"
wait $pid || code=$?
[[ $code -eq 0 ]] || fail "exit code $code"
echo "journey done; screenshots in $folder"
