// SPDX-License-Identifier: MIT
#include "cli/search_options.h"

#include <algorithm>

#include "cli/analysis_loop.h"
#include "cli/run_options.h"
#include "core/error.h"
#include "io/spec_text.h"

namespace thalweg::cli {

void add_search_options(CLI::App& command, SearchOptions& options) {
  command.add_option("--grid", options.grid, "cells per side of the first grid, rounded up to a prime [127]")
      ->type_name("N");
  command.add_option("--threads", options.threads, "0: one per hardware thread; changes no result [0]")
      ->type_name("N");
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
