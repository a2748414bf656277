// SPDX-License-Identifier: MIT
#pragma once

#include "surfaces/surface.h"

namespace thalweg {

/// Weights of scales 1e6 and 1e-6: the Hessian at the minimum has condition number 1e12.
struct BrownBadlyScaled {
  static constexpr SurfaceInfo info{
      .name = "brown_badly_scaled",
      .title = "Brown badly scaled",
      .formula = "(x - 1e6)^2 + (y - 2e-6)^2 + (x*y - 2)^2",
      .domain = {0, 2000000.0, -1, 1},
      .lr = {5e-14, 0.01},
      .source =
          "J. More, B. Garbow, K. Hillstrom, Testing unconstrained optimization software, "
          "ACM TOMS 7, 1981, problem 4",
      .display = Display::log,
      .display_scale = 2e10};
  static constexpr KnownMinimum minima[] = {{1e6, 2e-6, 0}};

  THALWEG_FORMULA { return sq(x - 1e6) + sq(y - 2e-6) + sq(x * y - 2); }
};

}  // namespace thalweg
