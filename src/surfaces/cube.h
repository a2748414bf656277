// SPDX-License-Identifier: MIT
#pragma once

#include "surfaces/surface.h"

namespace thalweg {

/// A valley along y = x^3: Rosenbrock's with steeper walls.
struct Cube {
  static constexpr SurfaceInfo info{
      .name = "cube",
      .title = "Cube",
      .formula = "100*(y - x^3)^2 + (1 - x)^2",
      .domain = {-2, 2, -2, 2},
      .lr = {1e-5, 0.005},
      .source = "A. Leon, A comparison among eight known optimizing procedures, 1966",
      .display = Display::log,
      .display_scale = 10};
  static constexpr KnownMinimum minima[] = {{1, 1, 0}};

  THALWEG_FORMULA { return 100 * sq(y - x * sq(x)) + sq(1 - x); }
};

}  // namespace thalweg
