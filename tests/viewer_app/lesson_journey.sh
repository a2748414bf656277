#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# A learner's way through a lesson in a virtual display, with the keyboard alone: a wrong answer, a right one, a control
# that is moved, larger text, the other theme, the end; then the progress file is damaged and the lesson opened again.
# usage: lesson_journey.sh PROGRAM [FOLDER]; screenshots are kept in FOLDER.  Exit code 77: cannot run here.
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
rm -rf ./*.png data
export XDG_DATA_HOME=$PWD/data
progress=data/thalweg/progress.json

fail() { echo "failed: $*" >&2; exit 1; }
shot() { import -window root "$1.png"; }
differing() { compare -metric AE -extract "$3" "$1.png" "$2.png" null: 2>&1 | awk '{print int($1)}' || true; }
# Polls a condition; the software rasteriser may take seconds for a picture.
eventually() {
  for _ in $(seq 150); do
    if "$@"; then return 0; fi
    sleep 0.2
  done
  return 1
}
changes() { shot now; [[ $(differing now "$1" "$2") -gt ${3:-50} ]]; }
in_progress() { [[ -e $progress ]] && python3 - "$progress" "$1" <<'PY'
import json, sys
slope = json.load(open(sys.argv[1]))["lessons"]["slope"]
sys.exit(0 if eval(sys.argv[2], {"slope": slope}) else 1)
PY
}
open_lesson() {
  "$program" lesson slope --size 1280x720 2>errors &
  pid=$!
  window=$(timeout 60 xdotool search --sync --onlyvisible --pid "$pid" | tail -1) || fail "no window"
  xdotool windowmove "$window" 0 0
  xdotool windowfocus "$window"
}
quit() {
  xdotool key ctrl+q
  for _ in $(seq 150); do kill -0 $pid 2>/dev/null || return 0; sleep 0.2; done
  fail "Ctrl+Q does not close the window"
}

panel=430x560+20+80 figure=780x600+480+20
open_lesson
trap 'kill $pid 2>/dev/null || true' EXIT
eventually in_progress '0 in slope["pages"]' || fail "the first page is not noted"
shot first

# The slope is not zero where the point stands at first: a wrong answer.
xdotool key Return
eventually changes first "$panel" || fail "a wrong answer says nothing"
shot wrong
for _ in $(seq 80); do xdotool key Right; done
eventually changes wrong "$figure" || fail "the keys do not move the point"
shot moved
xdotool key l
eventually changes moved "$figure" 100000 || fail "L does not change the theme"
shot light
xdotool key Next
xdotool key 1
eventually in_progress 'any(t["page"] == 1 and t["right"] for t in slope["tasks"])' || fail "a right answer is not noted"
shot right
xdotool key ctrl+equal ctrl+equal ctrl+equal
eventually changes right "$panel" || fail "the text does not grow"
shot large
for _ in $(seq 5); do xdotool key Next; done
eventually in_progress 'len(slope["pages"]) == 5' || fail "not all pages are noted"
shot end
quit

echo '{"version": 1, "lessons": {"slo' >$progress
open_lesson
eventually test -e $progress.damaged || fail "a damaged file is not moved aside"
eventually grep -q damaged errors || fail "nothing is said about the damaged file"
xdotool key Next
eventually in_progress '1 in slope["pages"]' || fail "learning does not go on"
quit
