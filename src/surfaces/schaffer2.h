// SPDX-License-Identifier: MIT
#pragma once

#include "surfaces/surface.h"

namespace thalweg {

/// Hyperbolic ripples whose wave length falls towards the rim.
struct Schaffer2 {
  static constexpr SurfaceInfo info{
      .name = "schaffer2",
      .title = "Schaffer 2",
      .formula = "0.5 + (sin(x^2 - y^2)^2 - 0.5) / (1 + 0.001*(x^2 + y^2))^2",
      .domain = {-100, 100, -100, 100},
      .lr = {0.0002, 0.2},
      .source =
          "M. Jamil, X.-S. Yang, A literature survey of benchmark functions for global "
          "optimization problems, 2013"};
  static constexpr KnownMinimum minima[] = {{0, 0, 0}};

  THALWEG_FORMULA {
    const auto u = sq(x);
    const auto v = sq(y);
    return 0.5 + (sq(sin(u - v)) - 0.5) / sq(1 + 0.001 * (u + v));
  }
};

}  // namespace thalweg
