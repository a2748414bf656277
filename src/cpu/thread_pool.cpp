// SPDX-License-Identifier: MIT
#include "cpu/thread_pool.h"

#include <utility>

namespace thalweg::cpu {

ThreadPool::ThreadPool(int threads) {
  for (int i = 1; i < threads; i++) workers_.emplace_back([this] { work(); });
}

ThreadPool::~ThreadPool() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
}

void ThreadPool::for_each(i64 count, const std::function<void(i64)>& f) {
  if (count <= 1 || workers_.empty()) {
    for (i64 i = 0; i < count; i++) f(i);
    return;
  }
  {
    const std::lock_guard lock(mutex_);
    f_ = &f;
    count_ = count;
    next_ = 0;
    busy_ = int(workers_.size());
    loop_++;
  }
  wake_.notify_all();
  claim();
  std::unique_lock lock(mutex_);
  done_.wait(lock, [this] { return busy_ == 0; });
  if (error_) std::rethrow_exception(std::exchange(error_, nullptr));
}

void ThreadPool::work() {
  u64 seen = 0;
  for (;;) {
    {
      std::unique_lock lock(mutex_);
      wake_.wait(lock, [&] { return stopping_ || loop_ != seen; });
      if (stopping_) return;
      seen = loop_;
    }
    claim();
    const std::lock_guard lock(mutex_);
    if (--busy_ == 0) done_.notify_one();
  }
}

void ThreadPool::claim() {
  try {
    for (i64 i = next_++; i < count_; i = next_++) (*f_)(i);
  } catch (...) {
    const std::lock_guard lock(mutex_);
    if (!error_) error_ = std::current_exception();
    next_ = count_;
  }
}

}  // namespace thalweg::cpu
