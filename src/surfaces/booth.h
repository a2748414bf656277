// SPDX-License-Identifier: MIT
#pragma once

#include "surfaces/surface.h"

namespace thalweg {

/// A convex quadratic valley, turned by 45 degrees.
struct Booth {
  static constexpr SurfaceInfo info{
      .name = "booth",
      .title = "Booth",
      .formula = "(x + 2*y - 7)^2 + (2*x + y - 5)^2",
      .domain = {-10, 10, -10, 10},
      .lr = {0.02, 0.1},
      .source =
          "M. Jamil, X.-S. Yang, A literature survey of benchmark functions for global "
          "optimization problems, 2013",
      .display = Display::log,
      .display_scale = 5};
  static constexpr KnownMinimum minima[] = {{1, 3, 0}};

  THALWEG_FORMULA { return sq(x + 2 * y - 7) + sq(2 * x + y - 5); }
};

}  // namespace thalweg
