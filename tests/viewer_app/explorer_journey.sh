#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# An explorer's way through the window in a virtual display: another surface, a formula, particles dropped, three
# optimizers, basins; the session is saved, closed, opened again, and filmed.  What counts is what the program wrote: the
# session after every step, the film, and pictures that must show the same.
# usage: explorer_journey.sh PROGRAM [FOLDER] (steps.sh).
set -euo pipefail

# shellcheck source-path=SCRIPTDIR source=steps.sh
source "$(dirname "${BASH_SOURCE[0]}")/steps.sh"
for tool in ffmpeg ffprobe; do
  command -v "$tool" >/dev/null || { echo "skipped: $tool is not installed"; exit 77; }
done
rm -f mine.json before.json film.mp4

view() { open_window view "$@" --device cpu --fresh --size 1280x720; }
type_text() { xdotool type --delay 5 "$1"; }
# has EXPRESSION: of the saved session, as s; `before` is another one.
has() { [[ -e mine.json ]] && python3 - "$1" <<'PY'
import json, os, sys
s, before = (json.load(open(f)) if os.path.exists(f) else None for f in ("mine.json", "before.json"))
sys.exit(0 if eval(sys.argv[1]) else 1)
PY
}
# saves EXPRESSION: the same after Ctrl+S.
saves() { xdotool key ctrl+s sleep 0.1; has "$1"; }
# alike A B DECIBEL [WxH+X+Y]: two pictures, by their peak signal-to-noise ratio.
alike() {
  local ratio
  ratio=$(compare -metric PSNR ${4:+-extract "$4"} "$1" "$2" null: 2>&1 || true)
  echo "$1 and $2: $ratio dB"
  awk -v a="$ratio" -v b="$3" 'BEGIN { exit !(a == "inf" || a + 0 >= b) }'
}

view --particles 200 --paused
# All at once: the letters belong to the card that is about to open, and to the list.
xdotool key ctrl+s
type_text mine
xdotool key Return
eventually test -e mine.json || fail "Ctrl+S, a name and Return save no session"
click 195 53
type_text rastrigin
click 180 116
eventually saves 's["run"]["surface"]["name"] == "rastrigin"' || fail "no other surface was chosen"

formula='(x^2-4)^2+3*log(1+y^2)+sin(x)'
click 231 24
eventually saves '"formula" in s["run"]' || fail "there is no formula to edit"
cp mine.json before.json
click 145 70
xdotool key ctrl+a
type_text "$formula"
click 900 8 # the sky
eventually saves "s['run']['formula']['text'] == '$formula'" || fail "the formula was not taken over"
has 's["show"] == before["show"]' || fail "letters of the formula switched layers"

click 640 300
eventually saves 's["run"]["start"]["kind"] == "normal"' || fail "a click drops no particles"
has 's["playing"] and s["run"]["start"]["y"] < 0' || fail "they do not play, or not from the front half"
click 130 457
eventually saves 'len(s.get("rivals", [])) == 1' || fail "no optimizer was added"
click 130 563
eventually saves 'len(s["rivals"]) == 2' || fail "no third optimizer was added"
xdotool key b
eventually saves 's["show"]["basins"]' || fail "B does not show the basins"
xdotool key space
eventually saves 'not s["playing"] and s["step"] > 0' || fail "Space does not pause"

everything=980x530+300+0
xdotool mousemove 1000 8
eventually rests $everything || fail "the picture does not come to rest"
shot saved
quit_window
step=$(sed -n 's/^  "step": \([0-9]*\),$/\1/p' mine.json)
"$program" render -q --session mine.json --size 1280x720 --step "$step" -o rendered.png || fail "the session cannot be drawn"

view mine.json
xdotool mousemove 1000 8
opened_again() { shot now; alike saved.png now.png 30 $everything; }
eventually opened_again || fail "the session does not look the same again"
xdotool key ctrl+shift+s
type_text film
click 851 374
counter=100x20+590+26
shot empty
eventually changes empty $counter || fail "no film is recorded"
for _ in 1 2; do
  shot counted
  eventually changes counted $counter 5 || fail "the film does not grow"
done
click 812 36
eventually test -e film.mp4 || fail "no film was written"
quit_window

ffmpeg -v error -i film.mp4 -y frame%d.png 2>said || fail "the film does not play"
[[ ! -s said ]] || fail "the film plays with trouble: $(cat said)"
[[ $(ffprobe -v error -select_streams v -show_entries stream=codec_name,width,height,r_frame_rate \
  -of csv=p=0 film.mp4) == h264,1280,720,30/1 ]] || fail "it is another film"
frames=$(compgen -G "frame*.png" | wc -l)
echo "$frames pictures"
[[ $frames -ge 3 ]] || fail "the film has $frames pictures"
alike rendered.png frame1.png 25 || fail "the film begins elsewhere"
[[ $(differing "frame1" "frame$frames" 1280x720+0+0) -gt 50 ]] || fail "nothing moves in the film"
echo "journey done"
