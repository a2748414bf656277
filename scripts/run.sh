#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Sets up, builds and runs Thalweg.
#
# usage: scripts/run.sh [ARGUMENT...]
# With arguments: `thalweg ARGUMENT...`.  Without: the explorer; without a display a picture of it (thalweg.png) and the
# table of where the particles ended.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=build.sh
source "$(dirname "${BASH_SOURCE[0]}")/build.sh"

"$root/scripts/setup.sh"
thalweg_configure "$root/build"
thalweg_build "$root/build" --target thalweg
thalweg="$root/build/thalweg"

# A display variable may be left over from a session that is gone, so local ones are asked for their socket.
display_usable() {
  if [[ -n "${WAYLAND_DISPLAY:-}" ]]; then
    [[ -S "$WAYLAND_DISPLAY" || -S "${XDG_RUNTIME_DIR:-/nonexistent}/$WAYLAND_DISPLAY" ]] && return 0
  fi
  case "${DISPLAY:-}" in
    "") return 1 ;;
    :*) local number=${DISPLAY#:}; [[ -S "/tmp/.X11-unix/X${number%%.*}" ]] ;;
    *) return 0 ;;
  esac
}

if [[ $# -gt 0 ]]; then
  exec "$thalweg" "$@"
fi
if ! grep -q '^THALWEG_HAS_VIEWER:INTERNAL=ON' "$root/build/CMakeCache.txt"; then
  exec "$thalweg" run
fi
if display_usable; then
  exec "$thalweg" view
fi
"$thalweg" render -o thalweg.png
"$thalweg" run
