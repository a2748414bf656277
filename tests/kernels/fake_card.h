// SPDX-License-Identifier: MIT
// A pretended card behind the table of CUDA calls: its memory is the host's, its kernels run thread by
// thread, and it fails when it is told to.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "kernels/cuda_api.cuh"

namespace thalweg::kernels {

/// What the pretended card is and does.  One per process; reset() makes it new.
struct FakeCard {
  int count = 1;
  int driver = 13000;
  cudaError_t probe_error = cudaSuccess;
  std::size_t memory = std::size_t(8) << 30;  ///< bytes

  std::string failing_call;  ///< "cudaMalloc", "cudaLaunchKernel", ...
  int calls_before_failure = 0;
  cudaError_t failure = cudaSuccess;
  bool stays_broken = false;  ///< every later call fails the same way, as with a lost card

  bool direct_kernels = false;  ///< prefer kernels that are compiled without indirection

  /// Buffers that OpenGL has, by name; all of a test's.
  std::map<unsigned, std::vector<std::byte>> gl_buffers;

  // What happened.
  std::size_t allocated = 0, peak = 0;
  int live_libraries = 0, live_streams = 0;
  int live_links = 0, mapped = 0;  ///< registered buffers of OpenGL, and those that are mapped now
  int cleared_errors = 0;
  std::map<std::string, int> calls;     ///< by name
  std::map<std::string, int> launches;  ///< by kernel: "descend", "watch", ...
  std::map<std::string, int> compiled;  ///< by full name
};

FakeCard& fake_card();
/// A new card, and its table of calls.
const CudaApi& new_fake_card();

}  // namespace thalweg::kernels
