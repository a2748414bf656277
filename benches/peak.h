// SPDX-License-Identifier: MIT
// The peaks that speeds are compared with: measured in the same run, because clocks and widths differ between
// machines.
#pragma once

#include <string>

#include "engine/run_spec.h"

namespace thalweg::bench {

/// Of one thread, in numbers per second.
struct Peaks {
  double fma = 0;  ///< fused multiply-adds; without them (sse2) a multiplication and an addition count as one
  double arithmetic =
      0;  ///< of these and additions, half each: some machines add elsewhere than they multiply
  double division = 0, root = 0;
  double memory = 0;  ///< bytes per second read and written, by copying what no cache holds
};

/// With the vectors of `isa`: sse2, avx2 or avx512.  Zeros on other processors, whose peaks are not known.
Peaks measure_peaks(const std::string& isa, Precision precision);

}  // namespace thalweg::bench
