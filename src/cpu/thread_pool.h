// SPDX-License-Identifier: MIT
// A small thread pool for loops over independent chunks.
#pragma once

#include <atomic>
#include <condition_variable>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "core/hd.h"

namespace thalweg::cpu {

class ThreadPool {
 public:
  /// threads >= 1, the caller of for_each included.
  explicit ThreadPool(int threads);
  ~ThreadPool();

  int threads() const { return int(workers_.size()) + 1; }

  /// f(0) ... f(count - 1), each once, in any order and on any thread; returns when all are done.  An
  /// exception of f ends the loop early and is thrown here.  One call at a time.
  void for_each(i64 count, const std::function<void(i64)>& f);

 private:
  void work();
  void claim();

  std::mutex mutex_;
  std::condition_variable wake_, done_;
  u64 loop_ = 0;  // number of the current loop, so that a worker joins each one once
  bool stopping_ = false;
  int busy_ = 0;
  const std::function<void(i64)>* f_ = nullptr;
  i64 count_ = 0;
  std::atomic<i64> next_ = 0;
  std::exception_ptr error_;
  std::vector<std::jthread> workers_;  // last: they end before what they use
};

}  // namespace thalweg::cpu
