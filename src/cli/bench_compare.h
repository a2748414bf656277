// SPDX-License-Identifier: MIT
// thalweg bench compare: two studies side by side.
#pragma once

#include "cli/bench_commands.h"

namespace thalweg::cli {

BenchCommand declare_compare(CLI::App& bench);

}  // namespace thalweg::cli
