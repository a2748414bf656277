// SPDX-License-Identifier: MIT
#pragma once

#include "surfaces/surface.h"

namespace thalweg {

/// A ridge of infinite slope along y = x^2 / 100, hardly inclined towards its minimum.  The slope of
/// the root is defined as 0 on the ridge.  The domain is x in [-15, -5], y in [-3, 3], often printed
/// with other signs.
struct Bukin6 {
  static constexpr SurfaceInfo info{
      .name = "bukin6",
      .title = "Bukin 6",
      .formula = "100*sqrt(abs(y - 0.01*x^2)) + 0.01*abs(x + 10)",
      .domain = {-15, -5, -3, 3},
      .lr = {0.0002, 0.02},
      .source = "A. Bukin, New minimization strategy for non-smooth functions, 1997",
      .smoothness = Smoothness::kinked};
  static constexpr KnownMinimum minima[] = {{-10, 1, 0}};

  THALWEG_FORMULA { return 100 * sqrt(abs(y - 0.01 * sq(x))) + 0.01 * abs(x + 10); }
};

}  // namespace thalweg
