// SPDX-License-Identifier: MIT
#pragma once

#include "surfaces/surface.h"

namespace thalweg {

/// The plain saddle, closed by a quartic: descent that escapes it ends in one of two minima.
struct BoundedSaddle {
  static constexpr SurfaceInfo info{
      .name = "bounded_saddle",
      .title = "Bounded saddle",
      .formula = "x^2 - y^2 + y^4/4",
      .domain = {-3, 3, -3, 3},
      .lr = {0.02, 0.02},
      .source =
          "Y. Nesterov, Introductory Lectures on Convex Optimization, 2004, example 1.2.2, "
          "rescaled"};
  static constexpr KnownMinimum minima[] = {{0, -1.4142135623730951, -1}, {0, 1.4142135623730951, -1}};

  THALWEG_FORMULA {
    const auto v = sq(y);
    return sq(x) + v * (0.25 * v - 1);
  }
};

}  // namespace thalweg
