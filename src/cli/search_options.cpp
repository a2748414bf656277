// SPDX-License-Identifier: MIT
#include "cli/search_options.h"

#include <algorithm>

#include "cli/analysis_loop.h"
#include "cli/run_options.h"
#include "cli/usage.h"
#include "core/error.h"
#include "io/spec_text.h"

namespace thalweg::cli {

void add_search_options(Usage& command, SearchOptions& options) {
  command.add(
      {"--grid", &options.grid, "N", "cells per side of the first grid, rounded up to a prime [127]"});
  command.add({"--threads", &options.threads, "N", "0: one per hardware thread; changes no result [0]"});
}

CriticalSearch make_search(const SearchOptions& options) {
  CriticalSearch search;
  if (!options.grid.empty())
    search.cells = int(in_context("--grid", [&] { return parse_count(options.grid, 3, 4000); }));
  search.finest = std::max(search.finest, 2 * search.cells);
  const i64 threads = options.threads.empty() ? 0 : in_context("--threads", [&] {
    return parse_count(options.threads, 0, kMostThreads);
  });
  search.loop = make_loop(int(threads));
  return search;
}

}  // namespace thalweg::cli
