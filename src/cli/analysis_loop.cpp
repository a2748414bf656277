// SPDX-License-Identifier: MIT
#include "cli/analysis_loop.h"

#include <unistd.h>

#include <algorithm>
#include <memory>

#include "cpu/thread_pool.h"

namespace thalweg::cli {

analysis::Loop make_loop(int threads) {
  if (threads == 0) threads = int(std::max(1l, ::sysconf(_SC_NPROCESSORS_ONLN)));
  const auto pool = std::make_shared<cpu::ThreadPool>(threads);
  return [pool](i64 count, const std::function<void(i64)>& body) { pool->for_each(count, body); };
}

}  // namespace thalweg::cli
