// SPDX-License-Identifier: MIT
// What can be done with studies beside running them: merge, compare, reproduce.
#pragma once

#include <vector>

#include "cli/commands.h"
#include "cli/terminal.h"
#include "study/results.h"

namespace thalweg::cli {

struct BenchCommand {
  const CLI::App* app;
  Action action;
};
std::vector<BenchCommand> declare_bench_commands(CLI::App& bench);

/// The summary for people, or the results as JSON.
void show_results(const study::StudyResults& results, const std::string& folder, const Speech& speech);

}  // namespace thalweg::cli
