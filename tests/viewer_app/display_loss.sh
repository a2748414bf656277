#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# The display goes away while the explorer is open, which ends the program where it stands: what was changed some
# seconds before must be in the saved session, and opening that must show it.
# usage: display_loss.sh PROGRAM.  Exit code 77: cannot run here.
set -euo pipefail

for tool in Xvfb xdotool; do
  command -v "$tool" >/dev/null || { echo "skipped: $tool is not installed"; exit 77; }
done
program=$(realpath "$1")
folder=$(mktemp -d)
export XDG_DATA_HOME=$folder
saved=$folder/thalweg/last-session.json
fail() { echo "failed: $*" >&2; exit 1; }
eventually() {
  for _ in $(seq 300); do
    if "$@"; then return 0; fi
    sleep 0.2
  done
  return 1
}

Xvfb -displayfd 6 -screen 0 800x600x24 6>"$folder/number" 2>/dev/null &
server=$!
trap 'kill $server $pid 2>/dev/null || true; rm -rf "$folder"' EXIT
pid=$server
eventually test -s "$folder/number" || fail "no display"
DISPLAY=:$(cat "$folder/number")
export DISPLAY

"$program" view --device cpu --particles 100 --paused --fresh --size 800x600 2>"$folder/said" &
pid=$!
window=$(timeout 60 xdotool search --sync --onlyvisible --pid "$pid" | tail -1) || fail "no window"
xdotool windowfocus "$window"
sleep 1
xdotool key --window "$window" b
eventually grep -qs '"basins": true' "$saved" || fail "the change was not saved"

kill "$server"
eventually bash -c "! kill -0 $pid 2>/dev/null" || fail "the program survives its display"
"$program" render -q --size 160x90 --spec <(python3 -c '
import json, sys
print(json.dumps(json.load(open(sys.argv[1]))["run"]))' "$saved") -o "$folder/a.png" || fail "the saved run cannot be drawn"
echo "the session survived its display"
