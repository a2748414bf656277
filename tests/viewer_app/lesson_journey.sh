#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# A learner's way through a lesson in a virtual display, with the keyboard alone: a wrong answer, a right one, a control
# that is moved, larger text, the other theme, the end; then the progress file is damaged and the lesson opened again.
# usage: lesson_journey.sh PROGRAM [FOLDER] (steps.sh).
set -euo pipefail

# shellcheck source-path=SCRIPTDIR source=steps.sh
source "$(dirname "${BASH_SOURCE[0]}")/steps.sh"

progress=data/thalweg/progress.json

in_progress() { [[ -e $progress ]] && python3 - "$progress" "$1" <<'PY'
import json, sys
slope = json.load(open(sys.argv[1]))["lessons"]["slope"]
sys.exit(0 if eval(sys.argv[2], {"slope": slope}) else 1)
PY
}
open_lesson() { open_window lesson slope --size 1280x720; }

panel=430x560+20+80 figure=780x600+480+20
open_lesson
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
quit_window

echo '{"version": 1, "lessons": {"slo' >$progress
open_lesson
eventually test -e $progress.damaged || fail "a damaged file is not moved aside"
eventually grep -q damaged errors || fail "nothing is said about the damaged file"
xdotool key Next
eventually in_progress '1 in slope["pages"]' || fail "learning does not go on"
quit_window
