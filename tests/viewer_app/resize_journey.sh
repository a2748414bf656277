#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# What can happen to a window in a virtual display: it becomes a single pixel, is hidden and shown again, larger than the
# screen, narrow and low, while the run plays; and it is closed by the keyboard in the end.
# usage: resize_journey.sh PROGRAM.  Exit code 77: cannot run here.
set -euo pipefail

for tool in xvfb-run xdotool import compare; do
  command -v "$tool" >/dev/null || { echo "skipped: $tool is not installed"; exit 77; }
done
if [[ -z ${JOURNEY_DISPLAY:-} ]]; then
  JOURNEY_DISPLAY=1 exec xvfb-run -a -s "-screen 0 1280x720x24" "$0" "$@"
fi

program=$(realpath "$1")
folder=$(mktemp -d)
cd "$folder"
export XDG_DATA_HOME=$folder XDG_CONFIG_HOME=$folder
fail() { echo "failed: $*" >&2; exit 1; }
shot() { import -window root "$1.png"; }
differing() { compare -metric AE "$1.png" "$2.png" null: 2>&1 | awk '{print int($1)}' || true; }
# Polls a condition; the software rasteriser may take seconds for a picture.
eventually() {
  for _ in $(seq 150); do
    if "$@"; then return 0; fi
    sleep 0.2
  done
  return 1
}
changes() { shot now; [[ $(differing now "$1") -gt 50 ]]; }

"$program" view --device cpu --particles 500 --size 800x600 2>errors &
pid=$!
trap 'kill $pid 2>/dev/null || true; rm -rf "$folder"' EXIT
window=$(timeout 60 xdotool search --sync --onlyvisible --pid "$pid" | tail -1) || fail "no window"
xdotool windowmove "$window" 0 0
xdotool windowfocus "$window"
shot empty
eventually changes empty || fail "no picture"

for size in "1 1" "800 600" "3000 2000" "1280 40" "90 700" "1 700" "1280 720"; do
  # shellcheck disable=SC2086
  xdotool windowsize --sync "$window" $size || true
  sleep 0.5
  kill -0 $pid 2>/dev/null || { cat errors >&2; fail "the window of size $size is gone"; }
done
xdotool windowunmap "$window"
sleep 1
xdotool windowmap --sync "$window"
xdotool windowfocus "$window"
kill -0 $pid 2>/dev/null || { cat errors >&2; fail "the window did not survive being hidden"; }
xdotool key r
shot shown
eventually changes shown || fail "nothing moves after the window was hidden and shown again"

xdotool key ctrl+q
for _ in $(seq 150); do kill -0 $pid 2>/dev/null || break; sleep 0.2; done
kill -0 $pid 2>/dev/null && fail "Ctrl+Q does not close the window"
code=0
wait $pid || code=$?
[[ $code -eq 0 ]] || { cat errors >&2; fail "exit code $code"; }
[[ ! -s errors ]] || { cat errors >&2; fail "it complained"; }
echo "journey done"
