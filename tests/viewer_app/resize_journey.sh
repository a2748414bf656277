#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# What can happen to a window in a virtual display: it becomes a single pixel, is hidden and shown again, larger than the
# screen, narrow and low, while the run plays; and it is closed by the keyboard in the end.
# usage: resize_journey.sh PROGRAM [FOLDER] (steps.sh).
set -euo pipefail

# shellcheck source-path=SCRIPTDIR source=steps.sh
source "$(dirname "${BASH_SOURCE[0]}")/steps.sh"

screen=1280x720+0+0
open_window view --device cpu --particles 500 --size 800x600
shot empty
eventually changes empty $screen || fail "no picture"

for size in "1 1" "800 600" "3000 2000" "1280 40" "90 700" "1 700" "1280 720"; do
  # shellcheck disable=SC2086
  xdotool windowsize --sync "$window" $size || true
  sleep 0.5
  alive || fail "the window of size $size is gone"
done
# It was 800 x 600 at first: what it has gained is drawn, too.
eventually drawn 480x120+800+600 || fail "nothing is drawn where the window has become larger"
xdotool windowunmap "$window"
sleep 1
xdotool windowmap --sync "$window"
xdotool windowfocus "$window"
alive || fail "the window did not survive being hidden"
xdotool key r
shot shown
eventually changes shown $screen || fail "nothing moves after the window was hidden and shown again"

quit_window
[[ ! -s errors ]] || fail "it complained"
echo "journey done"
