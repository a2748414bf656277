// SPDX-License-Identifier: MIT
// The peak that speeds are compared with: measured, because clocks and widths differ between machines.
#pragma once

#include <string>

namespace thalweg::bench {

/// Fused multiply-adds of single-precision lanes per second, on one thread, with the instructions of `isa`
/// (sse2: a multiplication and an addition count as one).
double peak_fma_per_second(const std::string& isa);

}  // namespace thalweg::bench
