// SPDX-License-Identifier: MIT
#pragma once

#include "surfaces/surface.h"

namespace thalweg {

/// A convex quadratic whose minimum is not at the origin.
struct Trid {
  static constexpr SurfaceInfo info{
      .name = "trid",
      .title = "Trid",
      .formula = "(x - 1)^2 + (y - 1)^2 - x*y",
      .domain = {-4, 4, -4, 4},
      .lr = {0.02, 0.02},
      .source = "S. Surjanovic, D. Bingham, Virtual Library of Simulation Experiments, 2013"};
  static constexpr KnownMinimum minima[] = {{2, 2, -2}};

  THALWEG_FORMULA { return sq(x - 1) + sq(y - 1) - x * y; }
};

}  // namespace thalweg
