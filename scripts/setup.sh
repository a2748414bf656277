#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Installs what Thalweg needs and this machine lacks (Debian and Ubuntu); one quick query when nothing is missing.
#
# usage: scripts/setup.sh [EXTRA_PACKAGE...]
# THALWEG_SKIP_SETUP=1 skips it: for machines with other package managers, where everything is already there.
set -euo pipefail

build_packages=(g++ cmake ninja-build python3 libfmt-dev nlohmann-json3-dev libcli11-dev zlib1g-dev libpng-dev libhdf5-dev
                libasmjit-dev libgtest-dev libbenchmark-dev)
# Without these the program is built without the explorer, so a distribution that lacks one does not stop the rest.
viewer_packages=(pkg-config libglfw3-dev libglm-dev libimgui-dev libstb-dev libegl-dev libgl-dev libegl1 libegl-mesa0
                 libgl1-mesa-dri python3-glad fonts-inter fonts-jetbrains-mono)
[[ "${THALWEG_VIEWER:-AUTO}" == OFF ]] && viewer_packages=()

if [[ "${THALWEG_SKIP_SETUP:-0}" == 1 ]]; then
  exit 0
fi

# Prints the packages among the arguments that are not installed.
missing_of() {
  [[ $# -gt 0 ]] || return 0
  local installed
  installed=$(dpkg-query -W -f='${db:Status-Status} ${Package}\n' "$@" 2>/dev/null | sed -n 's/^installed //p' || true)
  comm -23 <(printf '%s\n' "$@" | sort -u) <(sort -u <<<"$installed")
}

if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
  {
    echo "setup: this is neither Debian nor Ubuntu. Install these yourself (Debian's names), then run again with"
    echo "setup: THALWEG_SKIP_SETUP=1: ${build_packages[*]} $*"
    echo "setup: and for the explorer: ${viewer_packages[*]}"
  } >&2
  exit 1
fi

mapfile -t missing < <(missing_of "${build_packages[@]}" "$@")
mapfile -t viewer_missing < <(missing_of "${viewer_packages[@]}")
if [[ ${#missing[@]} -eq 0 && ${#viewer_missing[@]} -eq 0 ]]; then
  exit 0
fi

as_root=()
if [[ $(id -u) -ne 0 ]]; then
  if ! command -v sudo >/dev/null; then
    echo "setup: not root and no sudo; install these first: ${missing[*]} ${viewer_missing[*]}" >&2
    exit 1
  fi
  as_root=(sudo)
  if ! sudo -n true 2>/dev/null && [[ ! -t 0 ]]; then
    echo "setup: sudo wants a password and there is no terminal; install these first: ${missing[*]} ${viewer_missing[*]}" >&2
    exit 1
  fi
fi

apt() {
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300 "$@" >&2
}
install() {
  [[ $# -eq 0 ]] || apt install -y --no-install-recommends "$@"
}

echo "setup: installing ${missing[*]} ${viewer_missing[*]}" >&2
if ! install "${missing[@]}" "${viewer_missing[@]}"; then
  apt update
  install "${missing[@]}"
  install "${viewer_missing[@]}" || echo "setup: no explorer here: ${viewer_missing[*]} cannot all be installed" >&2
fi
