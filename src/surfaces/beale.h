// SPDX-License-Identifier: MIT
#pragma once

#include "surfaces/surface.h"

namespace thalweg {

/// A flat plateau with cliffs at the corners and a saddle at (0, 1).
struct Beale {
  static constexpr SurfaceInfo info{
      .name = "beale",
      .title = "Beale",
      .formula = "(1.5 - x + x*y)^2 + (2.25 - x + x*y^2)^2 + (2.625 - x + x*y^3)^2",
      .domain = {-4.5, 4.5, -4.5, 4.5},
      .lr = {1e-4, 0.02},
      .source = "E. Beale, On an iterative method for finding a local minimum, 1958",
      .display = Display::log,
      .display_scale = 1};
  static constexpr KnownMinimum minima[] = {{3, 0.5, 0}};

  THALWEG_FORMULA {
    const auto v = sq(y);
    return sq(1.5 - x + x * y) + sq(2.25 - x + x * v) + sq(2.625 - x + x * (v * y));
  }
};

}  // namespace thalweg
