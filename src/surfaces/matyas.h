// SPDX-License-Identifier: MIT
#pragma once

#include "surfaces/surface.h"

namespace thalweg {

/// A convex plate with condition number 25 along the diagonals.
struct Matyas {
  static constexpr SurfaceInfo info{
      .name = "matyas",
      .title = "Matyas",
      .formula = "0.26*(x^2 + y^2) - 0.48*x*y",
      .domain = {-10, 10, -10, 10},
      .lr = {0.1, 0.1},
      .source =
          "M. Jamil, X.-S. Yang, A literature survey of benchmark functions for global "
          "optimization problems, 2013",
      .display = Display::log,
      .display_scale = 0.2};
  static constexpr KnownMinimum minima[] = {{0, 0, 0}};

  THALWEG_FORMULA { return 0.26 * (sq(x) + sq(y)) - 0.48 * (x * y); }
};

}  // namespace thalweg
