#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# A user's way through the explorer in a virtual display: it opens, plays, pauses, turns, gets another optimizer, saves a
# picture and closes.  usage: journey.sh PROGRAM [FOLDER] (steps.sh).
set -euo pipefail

# shellcheck source-path=SCRIPTDIR source=steps.sh
source "$(dirname "${BASH_SOURCE[0]}")/steps.sh"

scene=700x500+320+20

open_window view --device cpu --particles 500 --size 1280x720
shot first

eventually changes first "$scene" || fail "nothing moves: the run does not play"
xdotool key space
eventually rests "$scene" || fail "Space does not pause"
shot paused

xdotool mousemove 600 250 mousedown 1
for x in 620 640 660 680 700; do xdotool mousemove "$x" 260; done
eventually changes paused "$scene" || fail "a drag does not turn the landscape"
xdotool mouseup 1
eventually rests "$scene" || fail "the landscape does not rest after a drag"
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

quit_window
echo "journey done"
