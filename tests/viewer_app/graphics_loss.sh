#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# The graphics card is reset while the explorer is open, or has no memory left: the program says so in one line, ends with
# exit code 1, and what was changed just before is in the saved session.
# usage: LOSSY_DRIVER_LIBRARY=FILE graphics_loss.sh PROGRAM [FOLDER] (steps.sh, lossy_driver.cpp).
set -euo pipefail

LOSSY_DRIVER_LIBRARY=$(realpath "$LOSSY_DRIVER_LIBRARY")
export LOSSY_DRIVER_LIBRARY
# shellcheck source-path=SCRIPTDIR source=steps.sh
source "$(dirname "${BASH_SOURCE[0]}")/steps.sh"

scene=500x400+150+20
saved=data/thalweg/last-session.json
declare -A says=([reset]="the graphics card was reset" [lost]="the graphics card was reset"
  [memory]="the graphics card has not enough memory")
export LOSSY_DRIVER LOSSY_DRIVER_FROM=$PWD/now
# What rests is not drawn again: the pointer moves.
moved_away() { xdotool mousemove_relative 3 1 && gone; }
for LOSSY_DRIVER in reset lost memory; do
  rm -rf now data
  LD_PRELOAD=$LOSSY_DRIVER_LIBRARY open_window view --device cpu --particles 100 --paused --fresh --size 800x600
  eventually drawn $scene || fail "no picture"
  eventually rests $scene || fail "the picture does not come to rest"
  xdotool key f
  eventually changes after $scene 1000 || fail "F does not show the flat map"
  alive || fail "$LOSSY_DRIVER: ended too early"
  touch now
  eventually moved_away || fail "$LOSSY_DRIVER: the program goes on"
  code=0
  wait "$pid" || code=$?
  [[ $code -eq 1 ]] || fail "$LOSSY_DRIVER: exit code $code"
  cat errors
  [[ $(wc -l <errors) -eq 1 ]] || fail "$LOSSY_DRIVER: more than a line"
  grep -q "^thalweg: error: ${says[$LOSSY_DRIVER]}.*; the session is in '.*last-session.json'$" errors ||
    fail "$LOSSY_DRIVER: other words"
  python3 -c 'import json, sys; sys.exit(not json.load(open(sys.argv[1]))["show"]["flat"])' $saved ||
    fail "$LOSSY_DRIVER: the last change was not saved"
done
echo "journey done"
