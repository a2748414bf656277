// SPDX-License-Identifier: MIT
#include "cpu/thread_pool.h"

#include <gtest/gtest.h>

#include <limits>
#include <numeric>
#include <set>
#include <stdexcept>

#include "cpu/flush_denormals.h"

namespace thalweg::cpu {
namespace {

TEST(ThreadPool, RunsEachIndexOnce) {
  for (const int threads : {1, 2, 5}) {
    ThreadPool pool(threads);
    EXPECT_EQ(pool.threads(), threads);
    for (const i64 count : {0, 1, 2, 3, 1000}) {
      std::vector<std::atomic<int>> runs(1000);
      pool.for_each(count, [&](i64 i) { runs[std::size_t(i)]++; });
      for (i64 i = 0; i < 1000; i++) EXPECT_EQ(runs[std::size_t(i)], i < count ? 1 : 0);
    }
  }
}

TEST(ThreadPool, SeesWhatTheLastLoopWrote) {
  ThreadPool pool(3);
  std::vector<i64> a(500), b(500);
  for (int round = 0; round < 50; round++) {
    pool.for_each(500, [&](i64 i) { a[std::size_t(i)] = b[std::size_t(499 - i)] + 1; });
    pool.for_each(500, [&](i64 i) { b[std::size_t(i)] = a[std::size_t(i)]; });
  }
  EXPECT_EQ(std::accumulate(b.begin(), b.end(), i64(0)), 500 * 50);
}

TEST(ThreadPool, ThrowsWhatTheBodyThrows) {
  for (const int threads : {1, 4}) {
    ThreadPool pool(threads);
    const auto body = [](i64 i) {
      if (i == 17) throw std::runtime_error("17");
    };
    EXPECT_THROW(pool.for_each(100, body), std::runtime_error);
    std::atomic<int> runs = 0;
    pool.for_each(100, [&](i64) { runs++; });  // and goes on working
    EXPECT_EQ(runs, 100);
  }
}

TEST(ThreadPool, MoreThreadsThanWork) {
  ThreadPool pool(16);
  std::atomic<int> runs = 0;
  for (int round = 0; round < 100; round++) pool.for_each(2, [&](i64) { runs++; });
  EXPECT_EQ(runs, 200);
}

#if defined(__x86_64__)
// volatile, so that the product is made at run time.
float tiny_product() {
  volatile float a = std::numeric_limits<float>::min();
  return a * 0.5f;
}

TEST(FlushDenormals, FlushesWhileItLives) {
  EXPECT_GT(tiny_product(), 0.0f);
  {
    const FlushDenormals flush(true);
    EXPECT_EQ(tiny_product(), 0.0f);
  }
  EXPECT_GT(tiny_product(), 0.0f);
  {
    const FlushDenormals flush(false);
    EXPECT_GT(tiny_product(), 0.0f);
  }
}

TEST(FlushDenormals, IsMeantForWhatACardCanFlush) {
  EXPECT_TRUE(flushes(Precision::float32, MathMode::exact));
  EXPECT_TRUE(flushes(Precision::float32, MathMode::fast));
  EXPECT_TRUE(flushes(Precision::float64, MathMode::fast));
  EXPECT_FALSE(flushes(Precision::float64, MathMode::exact));
}
#endif

}  // namespace
}  // namespace thalweg::cpu
