// SPDX-License-Identifier: MIT
// How critical points are searched for, on the command line.
#pragma once

#include <string>

#include "analysis/critical.h"

namespace thalweg::cli {

struct Usage;

/// What was given.
struct SearchOptions {
  std::string grid, threads;
};

/// Adds --grid and --threads.
void add_search_options(Usage& command, SearchOptions& options);

/// Throws InputError that names the option.
CriticalSearch make_search(const SearchOptions& options);

}  // namespace thalweg::cli
