#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Sets up, builds everything and runs the tests.
#
# usage: scripts/test.sh [CTEST_ARGUMENT...]     e.g. scripts/test.sh -R surfaces -V
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=build.sh
source "$(dirname "${BASH_SOURCE[0]}")/build.sh"

"$root/scripts/setup.sh"
thalweg_configure "$root/build"
thalweg_build "$root/build"
ctest --test-dir "$root/build" --output-on-failure --parallel "$(nproc)" "$@"
