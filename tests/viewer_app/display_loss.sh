#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# The display goes away while the explorer is open, which ends the program where it stands: what was changed some
# seconds before must be in the saved session, and opening that must show it.
# usage: display_loss.sh PROGRAM.  Exit code 77: cannot run here.
set -euo pipefail
# One that the test itself can take away.
JOURNEY_DISPLAY=own
# shellcheck source-path=SCRIPTDIR source=steps.sh
source "$(dirname "${BASH_SOURCE[0]}")/steps.sh"

Xvfb -displayfd 6 -screen 0 800x600x24 6>number 2>errors &
server=$!
trap 'kill $server 2>/dev/null || true; leave' EXIT
eventually test -s number || fail "no display"
DISPLAY=:$(cat number)
export DISPLAY

open_window view --device cpu --particles 100 --paused --fresh --size 800x600
sleep 1
xdotool key --window "$window" b
saved=$XDG_DATA_HOME/thalweg/last-session.json
eventually grep -qs '"basins": true' "$saved" || fail "the change was not saved"

kill "$server"
eventually gone || fail "the program survives its display"
"$program" render -q --size 160x90 --spec <(python3 -c '
import json, sys
print(json.dumps(json.load(open(sys.argv[1]))["run"]))' "$saved") -o saved.png || fail "the saved run cannot be drawn"
echo "the session survived its display"
