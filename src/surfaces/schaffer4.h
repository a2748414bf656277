// SPDX-License-Identifier: MIT
#pragma once

#include "surfaces/surface.h"

namespace thalweg {

/// Hyperbolic ripples with four equal minima: most lists print two.  It is the square of cos(sin), not
/// cos(sin^2); cos is even, so the usual abs(x^2 - y^2) says the same.
struct Schaffer4 {
  static constexpr SurfaceInfo info{
      .name = "schaffer4",
      .title = "Schaffer 4",
      .formula = "0.5 + (cos(sin(abs(x^2 - y^2)))^2 - 0.5) / (1 + 0.001*(x^2 + y^2))^2",
      .domain = {-100, 100, -100, 100},
      .lr = {0.0002, 0.1},
      .source = "S. Mishra, Some new test functions for global optimization, 2006"};
  static constexpr KnownMinimum minima[] = {{-1.2531318314637332, 0, 0.29257863203598056},
                                            {0, -1.2531318314637332, 0.29257863203598056},
                                            {0, 1.2531318314637332, 0.29257863203598056},
                                            {1.2531318314637332, 0, 0.29257863203598056}};

  THALWEG_FORMULA {
    const auto u = sq(x);
    const auto v = sq(y);
    return 0.5 + (sq(cos(sin(u - v))) - 0.5) / sq(1 + 0.001 * (u + v));
  }
};

}  // namespace thalweg
