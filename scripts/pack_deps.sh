#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Collects the installed copies of the libraries that the program without its explorer needs into a folder that can
# travel to a machine where nothing can be installed. There: -DTHALWEG_DEPS=FOLDER, or simply ./deps.
#
# usage: scripts/pack_deps.sh [FOLDER]     (default: deps/ in the repository; git ignores it)
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
folder=${1:-$root/deps}
library_folder=/usr/lib/$(c++ -dumpmachine)

for needed in /usr/include/CLI /usr/include/nlohmann /usr/include/fmt /usr/src/googletest; do
  if [[ ! -d "$needed" ]]; then
    echo "pack_deps: $needed is missing; run scripts/setup.sh first" >&2
    exit 1
  fi
done

rm -rf "$folder"
mkdir -p "$folder/include" "$folder/lib"
cp -rL /usr/include/{CLI,nlohmann,fmt} "$folder/include/"
cp -rL /usr/src/googletest "$folder/googletest"
# Static libraries, so that the other machine needs no shared ones.
if [[ -f "$library_folder/libbenchmark.a" ]]; then
  cp -rL /usr/include/benchmark "$folder/include/"
  cp "$library_folder/libbenchmark.a" "$folder/lib/"
fi
if [[ -f "$library_folder/libz.a" ]]; then
  cp /usr/include/{zlib,zconf}.h "$folder/include/"
  cp "$library_folder/libz.a" "$folder/lib/"
fi
du -sh "$folder"
