// SPDX-License-Identifier: MIT
#pragma once

#include "kernels/card.cuh"

namespace thalweg::kernels {

/// Measures with the card's own events.
class Timer {
 public:
  Timer(const Card& card, cudaStream_t stream) : card_(card), stream_(stream) {
    card_.check(cudaEventCreate(&begin_), "cudaEventCreate", "timing");
    card_.check(cudaEventCreate(&end_), "cudaEventCreate", "timing");
  }
  ~Timer() {
    cudaEventDestroy(begin_);
    cudaEventDestroy(end_);
  }
  Timer(const Timer&) = delete;
  Timer& operator=(const Timer&) = delete;

  /// Seconds that the card spends on what f launches.
  template <class F>
  double operator()(F f) {
    card_.check(cudaEventRecord(begin_, stream_), "cudaEventRecord", "timing");
    f();
    card_.check(cudaEventRecord(end_, stream_), "cudaEventRecord", "timing");
    card_.check(cudaEventSynchronize(end_), "cudaEventSynchronize", "timing");
    float milliseconds = 0;
    card_.check(cudaEventElapsedTime(&milliseconds, begin_, end_), "cudaEventElapsedTime", "timing");
    return milliseconds * 1e-3;
  }

 private:
  const Card& card_;
  cudaStream_t stream_;
  cudaEvent_t begin_ = nullptr, end_ = nullptr;
};

}  // namespace thalweg::kernels
