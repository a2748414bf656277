// SPDX-License-Identifier: MIT
#include "cli/analysis_loop.h"

#include <memory>

#include "cpu/cpu_backend.h"
#include "cpu/thread_pool.h"

namespace thalweg::cli {

Loop make_loop(int threads) {
  const auto pool = std::make_shared<cpu::ThreadPool>(cpu_workers(threads));
  return [pool](i64 count, const std::function<void(i64)>& body) { pool->for_each(count, body); };
}

}  // namespace thalweg::cli
