// SPDX-License-Identifier: MIT
// What can be done with studies beside running them: merge, compare, reproduce.
#pragma once

#include "cli/commands.h"
#include "cli/terminal.h"
#include "study/results.h"

namespace thalweg::cli {

Action declare_compare(Usage& command);
Action declare_merge(Usage& command);
Action declare_reproduce(Usage& command);

/// The summary for people, or the results as JSON.
void show_results(const study::StudyResults& results, const std::string& folder, const Speech& speech);

}  // namespace thalweg::cli
