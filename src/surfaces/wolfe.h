// SPDX-License-Identifier: MIT
#pragma once

#include "surfaces/surface.h"

namespace thalweg {

/// Convex, but steepest descent with exact line searches zigzags into (0, 0), which is not a minimum.
/// On the kink along the negative x axis, where the minimum lies, the slope of abs is defined as 0.
struct Wolfe {
  static constexpr SurfaceInfo info{
      .name = "wolfe",
      .title = "Wolfe",
      .formula = "where(abs(y) < x, 5*sqrt(9*x^2 + 16*y^2), 9*x + 16*abs(y) - min(x, 0)^9)",
      .domain = {-1.5, 4, -3, 3},
      .lr = {0.0005, 0.02},
      .source =
          "P. Wolfe, A method of conjugate subgradients for minimizing nondifferentiable "
          "functions, 1975",
      .smoothness = Smoothness::kinked};
  static constexpr KnownMinimum minima[] = {{-1, 0, -8}};

  THALWEG_FORMULA {
    const auto v = abs(y);
    const auto cone = 5 * sqrt(9 * sq(x) + 16 * sq(y));
    return where(less(v, x), cone, 9 * x + 16 * v - powi(min(x, 0), 9));
  }
};

}  // namespace thalweg
