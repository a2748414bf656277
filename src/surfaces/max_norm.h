// SPDX-License-Identifier: MIT
#pragma once

#include "surfaces/surface.h"

namespace thalweg {

/// A pyramid: one weight at a time feels a slope.  Written as (|x + y| + |x - y|) / 2, which is the
/// same number; on the edges the gradient is defined as the mean of both sides.
struct MaxNorm {
  static constexpr SurfaceInfo info{
      .name = "max_norm",
      .title = "Maximum norm",
      .formula = "max(abs(x), abs(y))",
      .domain = {-5, 5, -5, 5},
      .lr = {0.05, 0.02},
      .source = "N. Shor, Minimization Methods for Non-Differentiable Functions, 1985",
      .smoothness = Smoothness::kinked};
  static constexpr KnownMinimum minima[] = {{0, 0, 0}};

  THALWEG_FORMULA { return 0.5 * (abs(x + y) + abs(x - y)); }
};

}  // namespace thalweg
